import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, type Judged } from './growth/judge.ts';
import { plot } from './growth/plot.ts';
import { captureGifts } from './support/captured-gifts.ts';

// How time and memory of matching and classifying grow with the rows (bars: near-linear in time, flat in memory). Writes
// bench/growth.svg too. Arguments: numbers of gifts.
const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [100_000, 300_000, 1_000_000, 3_000_000];
const PLOT = join(import.meta.dirname, 'growth.svg');

const all: Judged[] = [];
for (const gifts of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-growth-'));
  try {
    const file = join(folder, 'capture.sqlite');
    captureGifts(file, gifts);
    const judged = judge(file);
    all.push(judged);
    // Each size takes longer than all before it: what is known is told.
    console.error(`${gifts}: ${JSON.stringify(judged)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const seconds = all.map(({ prepareSeconds, judgeSeconds }) => prepareSeconds + judgeSeconds);
const megabytes = all.map(({ peakMb }) => peakMb);
if (SIZES.length > 1)
  writeFileSync(
    PLOT,
    plot(SIZES, [
      { name: 'seconds', color: '#1c7ed6', figures: seconds },
      { name: 'peak memory, MB', color: '#e8590c', figures: megabytes },
    ]),
  );
const figures = SIZES.flatMap((gifts, at) =>
  Object.entries(all[at] ?? {}).map(([name, figure]) => [`${gifts}: ${name}`, figure] as const),
);
console.log(JSON.stringify(Object.fromEntries(figures)));
