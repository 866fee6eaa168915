import type { Link, PaceMemories } from './connect.ts';
import { readPaceMemory, type PaceMemory } from '../http/pace-memory.ts';
import { Failure } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { asStorageFailure } from '../staging/database.ts';
import { paceMemoryOf, savePaceMemories, type PaceMemoryRow } from '../staging/pace-memory-rows.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** A killed process forgets the calls of so long. */
const SAVE_AFTER_MS = 10_000;
const PRODUCTS = ['raise', 'crm'] as const;

/**
 * What a customer's products told of their pace outlives the process: one that asked for three hours is not asked again after one, and
 * calls of an hour are counted over every restart.
 */
export class PaceKeeper {
  readonly #keptIn = new WeakMap<Link, Workspace>();
  readonly #unsaved = new Map<Link, NodeJS.Timeout>();

  /** Goes on with what is known in this workspace, and keeps there what is told from now on. */
  keep(at: Workspace, link: Link): void {
    if (this.#keptIn.get(link) === at) return;
    this.#keptIn.set(link, at);
    link.recallPaces(memoriesIn(at, link));
    // A wait is worth more than the count of some calls.
    link.watchPaces(() => this.#save(link));
    link.watchCalls(() => {
      if (this.#unsaved.has(link)) return;
      const timer = setTimeout(() => this.#save(link), SAVE_AFTER_MS);
      timer.unref();
      this.#unsaved.set(link, timer);
    });
  }

  /** Saves what waits for its turn. */
  flush(): void {
    for (const link of this.#unsaved.keys()) this.#save(link);
  }

  #save(link: Link): void {
    clearTimeout(this.#unsaved.get(link));
    this.#unsaved.delete(link);
    const at = this.#keptIn.get(link);
    if (at === undefined || !at.db.open) return;
    try {
      savePaceMemories(at.db, rowsOf(at, link));
    } catch (error) {
      // A full disk shows at the next page, where it can be told; whoever is busy writing is waited for until the next time.
      if (!(asStorageFailure(error, at.folder) instanceof Failure)) throw error;
    }
  }
}

function memoriesIn(at: Workspace, link: Link): PaceMemories {
  return { raise: memoryIn(at, link, 'raise'), crm: memoryIn(at, link, 'crm') };
}

function memoryIn(at: Workspace, link: Link, product: Product): PaceMemory | null {
  const origin = link.connections.origins[product];
  return origin === null ? null : readPaceMemory(paceMemoryOf(at.db, product, origin));
}

/** Another process may have been told to wait meanwhile: the latest end counts, as in one process. */
function rowsOf(at: Workspace, link: Link): PaceMemoryRow[] {
  const [own, stored] = [link.paceMemories(), memoriesIn(at, link)];
  return PRODUCTS.flatMap((product) => {
    const origin = link.connections.origins[product];
    const memory = own[product];
    if (origin === null || memory === null) return [];
    const waits = stored[product]?.waits ?? memory.waits;
    return { product, origin, memory: { ...memory, waits: later(memory.waits, waits) } };
  });
}

function later(one: PaceMemory['waits'], other: PaceMemory['waits']): PaceMemory['waits'] {
  return { server: latest(one.server, other.server), quota: latest(one.quota, other.quota) };
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
