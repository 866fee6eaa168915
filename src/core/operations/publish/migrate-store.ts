import { Failure } from '../../model/failure.ts';
import type { StoreSession } from './store-session.ts';
import { STORE_MIGRATIONS } from './store-schema.ts';

/** Any number that other programs on the server are not likely to lock. */
const MIGRATION_LOCK = 7_401_510_010;

/**
 * Brings the schema "tieout" to the newest version; of several that come at once, one does it. A reader's or publisher's user that may
 * create nothing does well with a schema that is there already.
 * @returns the store's own id @throws Failure usage for a schema of a newer Tieout
 */
export async function migrateStore(store: StoreSession): Promise<string> {
  const newest = STORE_MIGRATIONS.at(-1)?.version ?? 0;
  if ((await versionOf(store)) !== newest)
    await store.together(async () => {
      await store.ask('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      // Asked again: another publisher may have done it while this one waited.
      const current = await versionOf(store);
      if (current > newest)
        throw new Failure(
          'usage',
          `The tables of the shared store ${store.shown} were made by a newer Tieout: update Tieout.`,
        );
      for (const step of STORE_MIGRATIONS) {
        if (step.version <= current) continue;
        for (const statement of step.statements) await store.ask(statement);
        await store.ask('INSERT INTO tieout.migration (version) VALUES ($1)', [step.version]);
      }
    });
  const [row] = await store.ask('SELECT id::text AS id FROM tieout.store');
  return String(row?.['id']);
}

async function versionOf({ ask }: Pick<StoreSession, 'ask'>): Promise<number> {
  // In the catalogue's own rows: what looks names up by themselves may answer from before this session waited for the lock.
  const [there] = await ask(
    `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'tieout' AND c.relname = 'migration') AS there`,
  );
  if (there?.['there'] !== true) return 0;
  const [row] = await ask('SELECT coalesce(max(version), 0) AS version FROM tieout.migration');
  return Number(row?.['version']);
}
