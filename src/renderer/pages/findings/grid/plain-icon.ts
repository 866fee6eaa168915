const PATHS = {
  up: 'm5 12.5 5-5 5 5',
  down: 'm5 7.5 5 5 5-5',
  filter: 'M3.5 5.5h13M6 10h8M8.5 14.5h3',
} as const;
const SVG = 'http://www.w3.org/2000/svg';

/** One of the shell's icons for the parts of the grid that are plain DOM. */
export function plainIcon(name: keyof typeof PATHS): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', 'tieout-icon');
  icon.setAttribute('viewBox', '0 0 20 20');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  icon.append(path);
  return icon;
}
