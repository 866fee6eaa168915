import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { peakMb } from '../support/cost.ts';
import { daff } from './daff.ts';
import { duckdb } from './duckdb.ts';
import { mapJoin } from './map-join.ts';
import { ours } from './ours.ts';

/** A way to find the gifts that need a closer look, from a sealed capture file to their ids, rising. */
export interface Contender<Ready = CaptureFile> {
  /** What must be undone of an earlier try; not measured. */
  readonly before?: (capture: CaptureFile) => void;
  /** Whatever a way needs before it can compare: indexes, rows in memory, rows in its own tables. */
  readonly prepare: (capture: CaptureFile) => Ready | Promise<Ready>;
  readonly match: (ready: Ready) => string[] | Promise<string[]>;
}

export interface Contended {
  readonly prepareSeconds: number;
  readonly matchSeconds: number;
  readonly suspects: number;
  /** Of the ids: all ways must find the same. */
  readonly digest: string;
  readonly peakMb: number;
}

const CONTENDERS = { ours, mapJoin, duckdb, daff } as Record<string, Contender<unknown>>;
export type ContenderName = 'ours' | 'mapJoin' | 'duckdb' | 'daff';

/** Lets one way do it, in a process of its own, so that its peak is its own. */
export function contend(name: ContenderName, file: string): Contended {
  const run = spawnSync(process.execPath, [import.meta.filename, name, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`${name} failed.`);
  return JSON.parse(run.stdout) as Contended;
}

if (process.argv[1] === import.meta.filename) {
  const [name = '', file = ''] = process.argv.slice(2);
  const contender = CONTENDERS[name];
  if (contender === undefined) throw new Error(`No way is called "${name}".`);
  const capture = CaptureFile.open(file);
  contender.before?.(capture);
  const startedMs = performance.now();
  const ready = await contender.prepare(capture);
  const readyMs = performance.now();
  const suspects = await contender.match(ready);
  const endMs = performance.now();
  const contended: Contended = {
    prepareSeconds: (readyMs - startedMs) / 1000,
    matchSeconds: (endMs - readyMs) / 1000,
    suspects: suspects.length,
    digest: createHash('sha256').update(suspects.join()).digest('hex'),
    peakMb: peakMb(),
  };
  console.log(JSON.stringify(contended));
  capture.close();
}
