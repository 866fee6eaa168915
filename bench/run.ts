import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Each bench is a file beside this one that prints one JSON line; each run is a process of its own, so that peaks are its own. */
const BENCHES = [
  'ingest',
  'match',
  'growth',
  'analysis',
  'export',
  'calls',
  'governor',
  'start',
  'memory',
  'cancel',
  'triage',
  'grid',
  'blocks',
  'hooks',
  'page',
  'ratios',
  'sweep',
  'publish',
  'fleet',
] as const;
const RUNS = 3;
/** Benches that take many minutes, or are the same every time, run once. */
const RUN_ONCE: readonly string[] = ['growth', 'calls', 'sweep', 'fleet'];
/** More work than this was going on before it began: the figures are those of a busy machine. */
const BUSY_LOAD = 0.5;
const RESULTS = join(import.meta.dirname, 'RESULTS.md');

const [name, ...args] = process.argv.slice(2);
if (!BENCHES.some((bench) => bench === name)) {
  console.error(`Name a bench: npm run bench -- ${BENCHES.join('|')}`);
  process.exit(2);
}
const load = loadavg()[0] ?? 0;
const times = RUN_ONCE.includes(name ?? '') ? 1 : RUNS;
const runs = Array.from({ length: times }, () => once(name ?? '', args));
const figures = median(runs);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.version}${load > BUSY_LOAD ? `, busy machine (load ${load.toFixed(1)})` : ''}`;
const how = times === 1 ? ' (one run)' : '';
const line = `| ${new Date().toISOString().slice(0, 10)} | \`npm run bench -- ${[name, ...args].join(' ')}\`${how} | ${Object.entries(
  figures,
)
  .map(([key, value]) => `${key} ${value}`)
  .join(', ')} | ${machine} |\n`;
if (!existsSync(RESULTS))
  writeFileSync(
    RESULTS,
    '# Measured figures\n\nMedians of three runs, each in a process of its own.\n\n| day | command | figures | machine |\n| --- | --- | --- | --- |\n',
  );
// Behind the last line of the table: what follows it stays where it is.
const lines = readFileSync(RESULTS, 'utf8').split('\n');
const end = lines.findLastIndex((each) => /^\| \d{4}-\d\d-\d\d \|/.test(each)) + 1;
const at = end > 0 ? end : lines.length - 1;
writeFileSync(RESULTS, lines.toSpliced(at, 0, line.trimEnd()).join('\n'));
console.log(line);

function once(bench: string, args: readonly string[]): Record<string, number> {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, `${bench}.ts`), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  const last = run.stdout.trim().split('\n').at(-1) ?? '{}';
  return JSON.parse(last) as Record<string, number>;
}

function median(all: readonly Record<string, number>[]): Record<string, number> {
  const keys = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    keys.map((key) => {
      const sorted = all.map((run) => run[key] ?? NaN).sort((a, b) => a - b);
      const middle = sorted[Math.floor(sorted.length / 2)] ?? NaN;
      return [key, Math.round(middle * 100) / 100];
    }),
  );
}
