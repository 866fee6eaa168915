import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparePlanted } from '../src/cli/compare-planted.ts';
import { createAuditor, DEFAULT_REQUEST } from '../src/core/auditor.ts';
import { sandboxProcess } from './support/sandbox-process.ts';

// A whole audit of a large organization, as fast as the sandbox answers: seconds and longest block of the event loop by stage,
// calls, memory of the audit and of the sandbox (bar: flat while they read; sandbox under 300 MB), and whether exactly what was
// planted is found. Arguments: donors, gifts, seed.
const [donors = 250_000, gifts = 3_000_000, seed = 1] = process.argv.slice(2).map(Number);
const MB = 1_048_576;
const WATCH_EVERY_MS = 100;
const BEAT_EVERY_MS = 5;
/** Shares of all records at which memory is looked at, beside the end of reading. */
const SHARES = [0.1, 0.5];

const figures: Record<string, number> = { donors, gifts, seed };
const sandbox = await sandboxProcess(gifts, donors, seed);
const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-sweep-'));
const auditor = createAuditor({ dataFolder, version: 'bench' });
try {
  figures['sandboxStartSeconds'] = sandbox.startSeconds;
  const seen = { walMb: 0, fileMb: 0 };
  const watch = setInterval(() => {
    seen.walMb = Math.max(seen.walMb, ...sizesIn('-wal'));
    seen.fileMb = Math.max(seen.fileMb, ...sizesIn('.sqlite'));
  }, WATCH_EVERY_MS);
  const beats = { lastMs: performance.now(), longestMs: 0 };
  const beat = (): void => {
    const nowMs = performance.now();
    beats.longestMs = Math.max(beats.longestMs, nowMs - beats.lastMs - BEAT_EVERY_MS);
    beats.lastMs = nowMs;
  };
  const heart = setInterval(beat, BEAT_EVERY_MS);
  const told = new Map<string, { read: number; advertised: number }>();
  const looks: Promise<void>[] = [];
  const shares = [...SHARES];
  const startedMs = performance.now();
  let stage = { name: 'connect', sinceMs: startedMs };
  const enter = (name: string): void => {
    add(`${stage.name}Seconds`, (performance.now() - stage.sinceMs) / 1000);
    // What blocks at the end of a stage has let no beat through yet.
    beat();
    const block = `${stage.name}LongestBlockMs`;
    figures[block] = Math.max(figures[block] ?? 0, beats.longestMs);
    beats.longestMs = 0;
    stage = { name, sinceMs: performance.now() };
    console.error(`${seconds(startedMs)} s: ${name}`);
  };
  const report = await auditor.audit(auditor.connect(sandbox.access), {
    workspace: 'sweep',
    request: DEFAULT_REQUEST,
    onProgress: (fact) => {
      if (fact.kind === 'phase') {
        if (fact.phase === 'match') {
          figures['readWalMb'] = seen.walMb;
          looks.push(look(1));
        }
        enter(fact.phase);
      }
      if (fact.kind === 'note') console.error(fact.sentence);
      if (fact.kind !== 'stream') return;
      told.set(fact.stream, { read: fact.read, advertised: fact.advertised ?? 0 });
      const read = [...told.values()].reduce((sum, stream) => sum + stream.read, 0);
      const [next] = shares;
      if (next === undefined || read < next * all()) return;
      shares.shift();
      looks.push(look(next));
    },
  });
  enter('ended');
  clearInterval(watch);
  clearInterval(heart);
  await Promise.all(looks);
  figures['peakMb'] = process.resourceUsage().maxRSS / 1024;
  const findings = [...report.findings()];
  const differences = comparePlanted(sandbox.planted, findings);
  for (const difference of differences.slice(0, 20)) console.error(difference);
  Object.assign(figures, {
    seconds: (performance.now() - startedMs) / 1000,
    sandboxPeakMb: (await sandbox.memory()).peakMb,
    ...seen,
    calls: report.run.calls.raise + report.run.calls.crm,
    floor: report.run.floor.listing + report.run.floor.confirming,
    planted: sandbox.planted.length,
    found: findings.length,
    extra: differences.filter((line) => line.startsWith('found')).length,
    lost: differences.filter((line) => line.startsWith('planted')).length,
  });
  console.log(JSON.stringify(figures));
} finally {
  auditor.close();
  sandbox.end();
  rmSync(dataFolder, { recursive: true, force: true });
}

/** About all records on both sides: CRM+ has reversals and gifts of its own too, and eight contacts for ten donors. */
function all(): number {
  return gifts * 2.18 + donors * 2;
}

async function look(share: number): Promise<void> {
  figures[`${share * 100}% read: mb`] = process.memoryUsage.rss() / MB;
  figures[`${share * 100}% read: sandboxMb`] = (await sandbox.memory()).nowMb;
}

function add(name: string, value: number): void {
  figures[name] = (figures[name] ?? 0) + value;
}

function seconds(sinceMs: number): number {
  return Math.round((performance.now() - sinceMs) / 1000);
}

function sizesIn(ending: string): number[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith(ending))
    .map(({ parentPath, name }) => statSync(join(parentPath, name), { throwIfNoEntry: false }))
    .map((file) => (file?.size ?? 0) / MB);
}
