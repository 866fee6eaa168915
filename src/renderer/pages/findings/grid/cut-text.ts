const CELLS = '[role="gridcell"], [role="columnheader"]';

/** Shows what is cut off in a cell as its title, while the pointer is over it. Titles set on every cell would be read aloud. */
export function showCutText(grid: HTMLElement): void {
  grid.addEventListener('mouseover', ({ target }) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>(CELLS) : null;
    if (cell !== null && isCut(cell)) cell.title = cell.textContent.trim();
  });
  grid.addEventListener('mouseout', ({ target }) => {
    if (target instanceof Element) target.closest(CELLS)?.removeAttribute('title');
  });
}

function isCut(cell: HTMLElement): boolean {
  const isWide = ({ scrollWidth, clientWidth }: Element): boolean => scrollWidth > clientWidth;
  if (cell.role === 'gridcell') return cell.childElementCount === 0 && isWide(cell);
  const text = cell.querySelector('button > span');
  return text !== null && isWide(text);
}
