import { expect, test } from 'vitest';
import { workspaceSettings } from '../../src/contract/settings.ts';
import { createAuditor, DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import { addRun } from '../../src/core/staging/runs.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { makeDataFolder } from './temp-data.ts';
import { startEngine } from './transports.ts';

test('a run whose engine was killed counts as interrupted, whatever its file says', async () => {
  const data = makeDataFolder();
  const workspace = 'Hope';
  const auditor = createAuditor({ dataFolder: data.path, version: 'test' });
  auditor.customers.create(workspace, workspaceSettings.parse({}));
  auditor.close();
  const { db } = openWorkspace(data.path, workspace);
  const startedUtc = '2026-11-01T00:00:00.000Z';
  const request = JSON.stringify(DEFAULT_REQUEST);
  addRun(db, { id: 'killed-1', startedUtc, asOfUtc: startedUtc, request });
  db.close();
  const engine = await startEngine(data.path);
  try {
    const [run] = await engine.client.runs.list({ workspace });
    expect(run).toMatchObject({ runId: 'killed-1', state: 'interrupted' });
    const [listed] = await engine.client.workspaces.list();
    expect(listed?.lastRun).toMatchObject({ runId: 'killed-1', state: 'interrupted' });
  } finally {
    await engine.close();
    data.remove();
  }
});
