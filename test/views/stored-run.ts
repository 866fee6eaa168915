import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import type { Db } from '../../src/core/staging/database.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import type { FindingsSource } from '../../src/core/views/source.ts';
import { makeRun } from '../support/report-factory.ts';

export const AS_OF = '2026-02-01T06:00:00.000Z';

/** The path of a file in a folder of its own, gone when the test ends. */
export function tempFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-views-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'workspace.sqlite');
}

/** Half a day and eleven days before. */
export const BEFORE = '2026-01-20T18:00:00.000Z';

/** A workspace file with one finished run of these findings, in this order; another run lies before and after it. */
export function storedRun(
  findings: readonly Finding[],
  path = tempFile(),
  beforeUtc = AS_OF,
): FindingsSource {
  const db = openWorkspaceFile(path);
  onTestFinished(() => {
    db.close();
  });
  for (const id of ['before', 'run', 'later'])
    save(
      db,
      id,
      id === 'run' ? findings : findings.slice(0, 3),
      id === 'before' ? beforeUtc : AS_OF,
    );
  return { db, run: 'run' };
}

/** The temporary tables that a connection has. */
export function temporaryTables(db: Db): unknown[] {
  return db.prepare("SELECT name FROM sqlite_temp_schema WHERE type = 'table'").pluck().all();
}

function save(db: Db, id: string, findings: readonly Finding[], asOfUtc: string): void {
  addRun(db, { id, startedUtc: asOfUtc, asOfUtc, request: '{}' });
  saveResult(db, makeRun({ id }), [], [], findings);
}
