import type { IDatasource } from 'ag-grid-community';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import type { Engine } from '../../../engine/client.ts';
import { BLOCK_ROWS } from '../view/block-rows.ts';
import type { FindingsView } from '../view/use-findings-view.ts';

/** Gives the grid blocks of whichever view is the newest; one that a later view has overtaken is thrown away. */
export class RowSource implements IDatasource {
  readonly #engine: Engine;
  readonly #onLost: (view: FindingsView) => void;
  #view: FindingsView;
  #given = new WeakSet<FindingRow>();

  constructor(engine: Engine, view: FindingsView, onLost: (view: FindingsView) => void) {
    this.#engine = engine;
    this.#view = view;
    this.#onLost = onLost;
  }

  get view(): FindingsView {
    return this.#view;
  }

  show(view: FindingsView): void {
    if (this.#view === view) return;
    this.#view = view;
    this.#given = new WeakSet();
  }

  /** Whether a row is of the present view: while blocks come, the grid still shows rows of the former one. */
  hasGiven(row: FindingRow): boolean {
    return this.#given.has(row);
  }

  readonly getRows: IDatasource['getRows'] = (request) => {
    const { startRow, endRow } = request;
    const view = this.#view;
    const take = async (): Promise<void> => {
      try {
        const rows = await this.#block(view, startRow, Math.min(endRow, view.total));
        if (this.#view !== view) return request.failCallback();
        for (const row of rows) this.#given.add(row);
        request.successCallback([...rows], view.total);
      } catch {
        request.failCallback();
        // The engine keeps few views: one that it dropped is made again.
        if (this.#view === view) this.#onLost(view);
      }
    };
    void take();
  };

  async #block(view: FindingsView, start: number, end: number): Promise<readonly FindingRow[]> {
    if (start >= end) return [];
    if (start === 0 && end <= BLOCK_ROWS) return view.firstRows;
    const { workspace, viewId } = view;
    return this.#engine.findings.block({ workspace, viewId, start, end });
  }
}
