import { RECORD_TYPES } from '../model/record-type.ts';
import { isSure } from '../model/report.ts';
import type { LinkForm } from '../model/links.ts';
import { NO_FORMS, type LiveForms } from '../monitor/counterparts.ts';
import { liveStore, type LiveStore } from '../monitor/live-store.ts';
import { storedForms } from '../staging/live/live-forms.ts';
import { openLiveFile } from '../staging/live/live-file.ts';
import { newestRun } from '../staging/runs.ts';
import type { Workspace } from '../staging/workspaces.ts';
import type { WriterLock } from '../staging/writer-lock.ts';
import type { Hold } from './holding.ts';

/** The files of webhooks that are open, one a workspace. */
export class LiveFiles {
  readonly #open = new Map<string, LiveStore>();

  /** @throws Failure storage */
  open(at: Workspace): LiveStore {
    const known = this.#open.get(at.name);
    if (known !== undefined) return known;
    const db = openLiveFile(at.folder);
    const store = liveStore(db, storedForms(db));
    this.#open.set(at.name, store);
    return store;
  }

  close(workspace: string): void {
    this.#open.get(workspace)?.db.close();
    this.#open.delete(workspace);
  }

  closeAll(): void {
    for (const { db } of this.#open.values()) db.close();
    this.#open.clear();
  }
}

/** How CRM+ refers to Raise, as the newest finished audit has learned it and persons have confirmed it. */
export function learnedForms(at: Workspace): LiveForms {
  const conventions = newestRun(at.db, 'finished')?.facts?.conventions ?? [];
  const forms: Record<(typeof RECORD_TYPES)[number], LinkForm[]> = {
    donor: [],
    gift: [],
    recurring_gift: [],
  };
  for (const { recordType, source, prefix, standing } of conventions)
    if (isSure(standing)) forms[recordType].push({ source, prefix });
  return RECORD_TYPES.every((type) => forms[type].length === 0) ? NO_FORMS : forms;
}

/** To delete a workspace: nobody may be auditing it, and nobody listening. */
export function holdAll(at: Workspace, hold: Hold): WriterLock {
  const listener = hold(at, 'listening');
  try {
    const writer = hold(at, 'deleting');
    const release = (): void => {
      writer.release();
      listener.release();
    };
    return { predecessor: writer.predecessor, release };
  } catch (error) {
    listener.release();
    throw error;
  }
}
