import { asStorageFailure, inTransaction, openDatabase, type Db } from './database.ts';
import { completeLineage, firstUntold } from './lineage.ts';
import { WORKSPACE_MIGRATIONS } from './workspace-schema.ts';

/** Opens a workspace's file, brought to this version of the schema unless it is only read. @throws Failure storage */
export function openWorkspaceFile(path: string, readonly = false): Db {
  const db = openDatabase(path, { what: 'workspace', migrations: WORKSPACE_MIGRATIONS, readonly });
  if (readonly) return db;
  try {
    // Runs of an earlier Tieout. No step of the schema does it: it must not know what later ones make of the tables.
    if (firstUntold(db) !== null) inTransaction(db, () => completeLineage(db));
    return db;
  } catch (error) {
    db.close();
    throw asStorageFailure(error, path);
  }
}
