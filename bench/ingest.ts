import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureFile } from '../src/core/staging/capture-file.ts';
import { captureOnce } from './ingest/capture-once.ts';
import { replayProcess } from './ingest/replay-process.ts';
import { median, Meter, peakMb, type Cost } from './support/cost.ts';

// From a local server to sealed snapshots, against JSON.parse alone of the same pages in the same run (bars: at least 0.3 × its
// speed with raw pages kept, 0.5 × without them). The product always keeps them: without, pages are handed over with an empty
// body. First argument: gifts.
const GIFTS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 3;

const replay = await replayProcess(GIFTS);
const folder = mkdtempSync(join(tmpdir(), 'tieout-ingest-'));
const [first, measured] = [join(folder, 'first.sqlite'), join(folder, 'measured.sqlite')];
try {
  await captureOnce(replay.access, first, { keepsBody: true });
  await replay.seal();
  const { pages, bytes } = sizeOf(first);
  const rounds: Record<'parse' | 'kept' | 'bare', Cost>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const parse = parseAlone(first);
    const kept = await captureOnce(replay.access, measured, { keepsBody: true });
    const bare = await captureOnce(replay.access, measured, { keepsBody: false });
    rounds.push({ parse, kept, bare });
  }
  const of = (figure: (round: (typeof rounds)[number]) => number): number =>
    median(rounds.map(figure));
  const ofParse = (name: 'kept' | 'bare') => ({
    [`${name}Seconds`]: of((round) => round[name].wallMs) / 1000,
    [`${name}CpuSeconds`]: of((round) => round[name].cpuMs) / 1000,
    [`${name}PagesPerSecond`]: of((round) => (1000 * pages) / round[name].wallMs),
    [`${name}MbPerSecond`]: of((round) => bytes / 1000 / round[name].wallMs),
    [`${name}OfParse`]: of((round) => round.parse.wallMs / round[name].wallMs),
    [`${name}OfParseByCpu`]: of((round) => round.parse.cpuMs / round[name].cpuMs),
  });
  console.log(
    JSON.stringify({
      gifts: GIFTS,
      pages,
      mb: bytes / 1e6,
      parseSeconds: of(({ parse }) => parse.wallMs) / 1000,
      parseCpuSeconds: of(({ parse }) => parse.cpuMs) / 1000,
      parseMbPerSecond: of(({ parse }) => bytes / 1000 / parse.wallMs),
      ...ofParse('kept'),
      ...ofParse('bare'),
      peakMb: peakMb(),
    }),
  );
} finally {
  replay.end();
  rmSync(folder, { recursive: true, force: true });
}

function sizeOf(path: string): { pages: number; bytes: number } {
  const capture = CaptureFile.open(path, true);
  try {
    let [pages, bytes] = [0, 0];
    for (const { text } of capture.pages()) {
      pages += 1;
      bytes += Buffer.byteLength(text);
    }
    return { pages, bytes };
  } finally {
    capture.close();
  }
}

/** The pages' texts, parsed one after the other; fetching them is not counted. */
function parseAlone(path: string): Cost {
  const meter = new Meter();
  const capture = CaptureFile.open(path, true);
  try {
    for (const { text } of capture.pages()) meter.of(() => JSON.parse(text) as unknown);
    return meter.cost;
  } finally {
    capture.close();
  }
}
