import { randomUUID } from 'node:crypto';
import type { FindingQuery } from '../core/model/finding-query.ts';
import type { FindingsView } from '../core/auditor.ts';
import { Failure } from '../core/model/failure.ts';

export interface OpenView {
  readonly workspace: string;
  readonly runId: string;
  readonly query: FindingQuery;
  readonly view: FindingsView;
}

/** A page keeps one view, two while it changes; more are left behind by pages that went away. */
const MOST_OPEN = 8;

/** Views by their ids. An id is good in its own workspace only: nothing crosses from one customer to another. */
export class OpenViews {
  readonly #open = new Map<string, OpenView>();

  add(opened: OpenView): string {
    const id = randomUUID();
    this.#open.set(id, opened);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#drop(oldest);
    return id;
  }

  /** @throws Failure usage for an id that isn't open in this workspace */
  get(workspace: string, id: string): OpenView {
    const opened = this.#open.get(id);
    if (opened === undefined || opened.workspace !== workspace)
      throw new Failure('usage', 'This list is not open any more: load it again.');
    return opened;
  }

  close(workspace: string, id: string): void {
    if (this.#open.get(id)?.workspace === workspace) this.#drop(id);
  }

  /** Of a workspace, or of one of its runs: its findings were written anew, and a view is bound to their places. */
  closeAll(workspace?: string, runId?: string): void {
    for (const [id, opened] of this.#open)
      if (
        (workspace === undefined || opened.workspace === workspace) &&
        (runId === undefined || opened.runId === runId)
      )
        this.#drop(id);
  }

  #drop(id: string): void {
    this.#open.get(id)?.view.close();
    this.#open.delete(id);
  }
}
