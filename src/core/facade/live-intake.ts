import { entriesIn, readCaptured } from '../connectors/events/read-captured.ts';
import { readDelivery } from '../connectors/events/read-delivery.ts';
import { learnedForms, type LiveFiles } from './live-files.ts';
import { Failure } from '../model/failure.ts';
import type { HookScheme } from '../model/hook-scheme.ts';
import type { ImportProgress } from '../model/live-import.ts';
import type { Product } from '../model/record-type.ts';
import type { ReadEvents } from '../monitor/apply-deliveries.ts';
import { linesOfFile, linesOfText } from '../monitor/captured-lines.ts';
import { importLines } from '../monitor/import-lines.ts';
import { startListener, type Listener, type ListenerNews } from '../monitor/listener.ts';
import type { LiveStore } from '../monitor/live-store.ts';
import { relink } from '../monitor/relink.ts';
import { removeOldBodies } from '../monitor/remove-old-bodies.ts';
import { knownEvents } from '../staging/live/event-numbers.ts';
import { changeLiveSettings, liveSettings } from '../staging/live/live-settings.ts';
import type { Workspace } from '../staging/workspaces.ts';
import type { Hold } from './holding.ts';

export interface ListenOptions {
  readonly secrets: Readonly<Record<Product, string | null>>;
  /** A free one if left out. */
  readonly port?: number | undefined;
  readonly onNews?: ((news: ListenerNews) => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A file by its path, or its text. */
export type ImportSource = { readonly path: string } | { readonly text: string };

export interface ImportCommand {
  /** Who sent bodies that don't tell it. */
  readonly product: Product | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** The two ways by which deliveries get in; one program at a time. */
export interface LiveIntake {
  listen(at: Workspace, options: ListenOptions): Promise<Listener>;
  import(at: Workspace, source: ImportSource, command: ImportCommand): Promise<ImportProgress>;
  removeOldBodies(at: Workspace): Promise<number>;
}

const REMOVE_EVERY_MS = 3_600_000;

export function createIntake(hold: Hold, files: LiveFiles, now: () => number): LiveIntake {
  /** Linked by what the newest audit knows; only whoever holds the lock does that. */
  const openToChange = (at: Workspace): LiveStore => {
    const store = files.open(at);
    relink(store, learnedForms(at));
    return store;
  };
  const removeOld = async (store: LiveStore): Promise<number> =>
    removeOldBodies(store, liveSettings(store.db).keepBodyDays, now());
  return {
    listen: async (at, { secrets, port, onNews, onError }) => {
      const lock = hold(at, 'listening');
      try {
        const store = openToChange(at);
        const { schemes, ...settings } = liveSettings(store.db);
        const paths = {
          raise: canProve(schemes.raise, secrets.raise) ? settings.paths.raise : null,
          crm: canProve(schemes.crm, secrets.crm) ? settings.paths.crm : null,
        };
        if (paths.raise === null && paths.crm === null)
          throw new Failure(
            'usage',
            'There is no secret of either product, so no delivery could be told from a stranger’s: set one on the page Live confirmation, or TIEOUT_RAISE_HOOK_SECRET and TIEOUT_CRM_HOOK_SECRET.',
          );
        const readEvents = (): ReadEvents => readerOf(store);
        const options = { store, readEvents, paths, schemes, secrets, port, now, onNews, onError };
        const listener = await startListener(options);
        changeLiveSettings(store.db, { port: listener.port });
        const remove = (): void => void removeOld(store).catch((error) => onError?.(error));
        remove();
        const removing = setInterval(remove, REMOVE_EVERY_MS).unref();
        return {
          port: listener.port,
          close: async () => {
            clearInterval(removing);
            await listener.close();
            lock.release();
          },
        };
      } catch (error) {
        lock.release();
        throw error;
      }
    },
    import: async (at, source, { product, signal, onProgress }) => {
      const lock = hold(at, 'listening');
      try {
        const store = openToChange(at);
        const readers = {
          line: (text: string) => readCaptured(text, product),
          events: () => readerOf(store),
        };
        const lines =
          'path' in source
            ? linesOfFile(source.path, entriesIn)
            : linesOfText(source.text, entriesIn);
        const done = await importLines(store, lines, { readers, now, signal, onProgress });
        await removeOld(store);
        return done;
      } finally {
        lock.release();
      }
    },
    removeOldBodies: async (at) => removeOld(files.open(at)),
  };
}

/** Without its secret a product's deliveries could not be told from anybody's, so they are not listened for. */
function canProve(scheme: HookScheme, secret: string | null): boolean {
  return scheme.kind === 'none' || (secret !== null && secret !== '');
}

function readerOf({ db }: LiveStore): ReadEvents {
  const learned = knownEvents(db);
  return (product, body, hint) => readDelivery(product, body, hint, learned);
}
