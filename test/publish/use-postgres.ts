import { afterAll, beforeAll } from 'vitest';
import { findPostgres, startPostgres, type Postgres } from './postgres.ts';

/** A PostgreSQL of this file's tests, given when it has been started. @returns false where there is none: the tests are skipped then */
export function usePostgres(give: (postgres: Postgres) => void): boolean {
  const bin = findPostgres();
  if (bin === null) return false;
  let postgres: Postgres | null = null;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
    give(postgres);
  }, 60_000);
  afterAll(async () => postgres?.close());
  return true;
}
