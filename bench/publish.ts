import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, readStoreAddress } from '../src/core/auditor.ts';
import { writePastCustomer } from '../test/support/many-customers.ts';
import { findPostgres, startPostgres } from '../test/publish/postgres.ts';

// How long a run of many findings takes to a PostgreSQL on this machine, and what a finding takes on disk, there and in the workspace.
const FINDINGS = Number(process.argv[2] ?? 100_000);
const bin = findPostgres();
if (bin === null) process.exit(1);
const postgres = await startPostgres(bin);
const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-bench-publish-'));
try {
  writePastCustomer(dataFolder, { name: 'Hope', open: [0, FINDINGS] });
  const auditor = createAuditor({ dataFolder, version: 'bench' });
  const startedMs = performance.now();
  await auditor.publishing.publish('Hope', { address: readStoreAddress(postgres.url) });
  const seconds = (performance.now() - startedMs) / 1000;
  auditor.close();
  const [sizes] = await postgres.ask(
    "SELECT pg_total_relation_size('tieout.finding')::int AS finding, pg_total_relation_size('tieout.open_finding')::int AS open",
  );
  const file = statSync(join(dataFolder, 'workspaces/Hope/workspace.sqlite')).size;
  console.log(
    JSON.stringify({
      findings: FINDINGS,
      seconds: Number(seconds.toFixed(2)),
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
      storeBytesPerFinding: Math.round(Number(sizes?.['finding']) / FINDINGS),
      storeBytesPerOpenFinding: Math.round(Number(sizes?.['open']) / FINDINGS),
      workspaceBytesPerFinding: Math.round(file / FINDINGS),
    }),
  );
} finally {
  await postgres.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
