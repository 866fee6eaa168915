import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '../../src/core/model/request.ts';
import { trendOf } from '../../src/core/staging/run-analysis.ts';
import { addRun, saveResult } from '../../src/core/staging/runs.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { makeParameters, makeRun } from '../support/report-factory.ts';
import { tempFolder } from './temp-folder.ts';

it('a trend says which of its runs can be compared', () => {
  const db = openWorkspaceFile(join(tempFolder(), 'workspace.sqlite'));
  const asOfUtc = '2026-02-01T00:00:00.000Z';
  const all = { from: null, to: null };
  const runs = {
    january: {},
    december: { from: '2025-12-01', to: '2025-12-31' },
    february: { from: '2026-02-01', to: '2026-02-28' },
    weeks: { from: '2026-01-08', to: '2026-02-07' },
    day: { from: '2026-01-05', to: '2026-01-05' },
    all,
    gifts: { ...all, records: ['gift'] as const },
    ids: { ...all, ids: ['1'] },
    recheck: { ...all, recheck: { runId: 'all', findings: 3 } },
  };
  for (const [id, given] of Object.entries(runs)) {
    addRun(db, { id, startedUtc: asOfUtc, asOfUtc, request: JSON.stringify(DEFAULT_REQUEST) });
    saveResult(db, makeRun({ id, asOfUtc, parameters: makeParameters(given) }), [], [], []);
  }
  const scopes = new Map(trendOf(db, 'recheck').map(({ runId, scope }) => [runId, scope]));
  expect([...scopes.keys()]).toEqual(Object.keys(runs));
  for (const month of ['december', 'february'])
    expect(scopes.get(month)).toBe(scopes.get('january'));
  expect([scopes.get('ids'), scopes.get('recheck')]).toEqual([null, null]);
  expect(new Set(scopes.values()).size).toBe(6);
  db.close();
});
