import { Failure } from '../model/failure.ts';
import { leftCopies, removeLeftCopies } from '../staging/planted-copy.ts';
import { openWorkspace, type Workspace } from '../staging/workspaces.ts';
import type { Hold } from './holding.ts';

/** The workspaces of a data folder that are open, each once: opened when they are first asked for. */
export class OpenWorkspaces {
  readonly #dataFolder: string;
  readonly #hold: Hold;
  readonly #open = new Map<string, Workspace>();

  constructor(dataFolder: string, hold: Hold) {
    this.#dataFolder = dataFolder;
    this.#hold = hold;
  }

  /** @throws Failure usage if there is none of that name and it is not to be made; storage */
  get(name: string, create = false): Workspace {
    const known = this.#open.get(name);
    if (known) return known;
    const made = openWorkspace(this.#dataFolder, name, { create });
    this.#open.set(name, made);
    if (leftCopies(made.folder).length > 0) this.#tidy(made);
    return made;
  }

  close(name: string): void {
    this.#open.get(name)?.db.close();
    this.#open.delete(name);
  }

  closeAll(): void {
    for (const name of this.#open.keys()) this.close(name);
  }

  /** Takes away what a killed power test left; one that goes on holds the workspace. */
  #tidy(at: Workspace): void {
    try {
      const lock = this.#hold(at, 'testing');
      removeLeftCopies(at.folder);
      lock.release();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}
