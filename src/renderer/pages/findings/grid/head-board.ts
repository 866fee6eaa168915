import type { ColumnId } from '../columns/columns.ts';
import type { ShownFindings } from '../view/shown-findings.tsx';

/** A column whose filter is open, and the button and the head that it belongs to. */
export interface OpenFilter {
  readonly column: ColumnId;
  readonly button: HTMLElement;
  readonly head: HTMLElement;
}

/** Between the page and the heads of one grid, which are plain DOM. */
export class HeadBoard {
  #shown: ShownFindings;
  #filter: OpenFilter | null = null;
  #onFilter: ((filter: OpenFilter | null) => void) | null = null;
  readonly #heads = new Set<() => void>();

  constructor(shown: ShownFindings) {
    this.#shown = shown;
  }

  get shown(): ShownFindings {
    return this.#shown;
  }

  get filter(): OpenFilter | null {
    return this.#filter;
  }

  show(shown: ShownFindings): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.#draw();
  }

  /** Whoever shows the open filter. */
  listen(onFilter: (filter: OpenFilter | null) => void): void {
    this.#onFilter = onFilter;
  }

  /** Opens a column's filter; null closes it. */
  open(filter: OpenFilter | null): void {
    this.#filter = filter;
    this.#onFilter?.(filter);
    this.#draw();
  }

  /** Draws a head whenever something changes, until the answer is called. */
  follow(draw: () => void): () => void {
    this.#heads.add(draw);
    return () => this.#heads.delete(draw);
  }

  #draw(): void {
    for (const draw of this.#heads) draw();
  }
}
