import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor } from '../src/core/auditor.ts';
import { addRun, saveResult } from '../src/core/staging/runs.ts';
import { openWorkspace } from '../src/core/staging/workspaces.ts';
import { makeLargeReport, makeRun } from '../test/support/report-factory.ts';
import { peakMb } from './support/cost.ts';

// One step over all findings of a run, its undo and its redo (bar: 2 s each at 100,000), and what a view over them costs then. First
// argument: findings.
const FINDINGS = Number(process.argv[2] ?? 100_000);
const [NAME, RUN, WHO] = ['triage', 'run', 'Ana'];

const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-triage-'));
const auditor = createAuditor({ dataFolder, version: 'bench' });
const figures: Record<string, number> = { findings: FINDINGS };
const timed = async (name: string, work: () => unknown): Promise<void> => {
  const startMs = performance.now();
  await work();
  figures[`${name}Seconds`] = (performance.now() - startMs) / 1000;
};
try {
  const report = makeLargeReport(FINDINGS);
  const at = openWorkspace(dataFolder, NAME, { create: true });
  const asOfUtc = report.run.asOfUtc;
  addRun(at.db, { id: RUN, startedUtc: asOfUtc, asOfUtc, request: '{}' });
  saveResult(at.db, makeRun({ ...report.run, id: RUN }), report.summary, [], report.findings());
  at.db.close();
  const view = async (): Promise<void> =>
    (await auditor.results.openView(NAME, RUN, { accepted: true }, [])).close();
  const accept = { untilDay: '2026-12-31', reason: 'agreed' };
  await timed('decide', () =>
    auditor.triage.decide(NAME, RUN, { query: {}, shown: FINDINGS }, { accept, owner: WHO }, WHO),
  );
  await timed('view', view);
  await timed('undo', () => auditor.triage.undo(NAME, WHO));
  await timed('redo', () => auditor.triage.redo(NAME, WHO));
  console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));
} finally {
  auditor.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
