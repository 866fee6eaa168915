import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contend, type Contended, type ContenderName } from './match/contender.ts';
import { captureGifts } from './support/captured-gifts.ts';

// Which gifts need a closer look, of as many on either side (bars: 1,000,000 × 1,000,000 in 10 s, RSS < 500 MB, at most twice
// DuckDB's time), against a Map in memory, DuckDB's full outer join and daff, each from the same sealed file to the same ids.
// One gift in a thousand differs; one in a thousand has no counterpart. Arguments: gifts, gifts for daff, which takes longest.
const GIFTS = Number(process.argv[2] ?? 1_000_000);
const DAFF_GIFTS = Math.min(GIFTS, Number(process.argv[3] ?? 100_000));

const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
try {
  const [whole, small] = [join(folder, 'whole.sqlite'), join(folder, 'small.sqlite')];
  captureGifts(whole, GIFTS);
  if (DAFF_GIFTS !== GIFTS) captureGifts(small, DAFF_GIFTS);
  const { ours, mapJoin, duckdb } = allOf(['ours', 'mapJoin', 'duckdb'], whole);
  const few = allOf(['ours', 'daff'], DAFF_GIFTS === GIFTS ? whole : small);
  console.log(
    JSON.stringify({
      gifts: GIFTS,
      suspects: ours.suspects,
      ...figuresOf('', ours),
      ...figuresOf('map: ', mapJoin),
      ...figuresOf('duckdb: ', duckdb),
      ofMap: secondsOf(ours) / secondsOf(mapJoin),
      ofDuckdb: secondsOf(ours) / secondsOf(duckdb),
      matchOfDuckdb: ours.matchSeconds / duckdb.matchSeconds,
      daffGifts: DAFF_GIFTS,
      ...figuresOf('daff: ', few.daff),
      ofDaff: secondsOf(few.ours) / secondsOf(few.daff),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @throws if they don't all find the same */
function allOf<N extends ContenderName>(names: readonly N[], file: string): Record<N, Contended> {
  const all = names.map((name) => [name, contend(name, file)] as const);
  const digests = new Set(all.map(([, { digest }]) => digest));
  if (digests.size > 1)
    throw new Error(all.map(([name, { suspects }]) => `${name}: ${suspects}`).join(', '));
  return Object.fromEntries(all) as Record<N, Contended>;
}

function figuresOf(before: string, contended: Contended): Record<string, number> {
  const { prepareSeconds, matchSeconds, peakMb } = contended;
  return Object.fromEntries(
    Object.entries({ prepareSeconds, matchSeconds, peakMb }).map(([name, figure]) => [
      before + name,
      figure,
    ]),
  );
}

function secondsOf({ prepareSeconds, matchSeconds }: Contended): number {
  return prepareSeconds + matchSeconds;
}
