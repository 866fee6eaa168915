import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import type { Db } from '../../src/core/staging/database.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';

// A power cut can't be played in a test: what SQLite promises for it is promised by these settings alone.
it('what was committed survives a power cut: every commit is flushed, in both files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-full-'));
  const workspace = openWorkspace(folder, 'w', { create: true });
  const capture = CaptureFile.open(workspace.capturePath('r'));
  onTestFinished(() => {
    capture.close();
    workspace.db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settings = (db: Db): unknown[] =>
    ['synchronous', 'journal_mode'].map((name) => db.pragma(name, { simple: true }));
  expect([settings(workspace.db), settings(capture.db)]).toEqual([
    [2, 'wal'],
    [2, 'wal'],
  ]);
});
