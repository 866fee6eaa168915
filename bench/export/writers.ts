import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExport } from '../../src/core/exports/write-export.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { makeLargeReport } from '../../test/support/report-factory.ts';
import { peakMb } from '../support/cost.ts';
import { writeBareWorkbook, writeRawCsv } from './bare-writers.ts';

export interface ExportFigures {
  readonly findings: number;
  readonly seconds: number;
  /** The most memory the process ever held. */
  readonly peakMb: number;
  readonly fileMb: number;
}

type Writer = (report: AuditReport, path: string) => Promise<void>;
const WRITERS = {
  workbook: ['xlsx', writeExport],
  csv: ['csv', writeExport],
  bareWorkbook: ['xlsx', writeBareWorkbook],
  rawCsv: ['csv', writeRawCsv],
} as const satisfies Record<string, readonly [string, Writer]>;
export type WriterName = keyof typeof WRITERS;

/** Writes so many findings to a file and measures, in a process of its own. */
export function measureWriter(name: WriterName, findings: number): ExportFigures {
  const run = spawnSync(process.execPath, [import.meta.filename, name, String(findings)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`${name} failed.`);
  return JSON.parse(run.stdout) as ExportFigures;
}

if (process.argv[1] === import.meta.filename) {
  const [name = 'workbook', findings = '100000'] = process.argv.slice(2);
  const [ending, write] = WRITERS[name as WriterName];
  const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
  const file = join(folder, `findings.${ending}`);
  try {
    const startedMs = performance.now();
    await write(makeLargeReport(Number(findings)), file);
    const figures: ExportFigures = {
      findings: Number(findings),
      seconds: (performance.now() - startedMs) / 1000,
      peakMb: peakMb(),
      fileMb: (await stat(file)).size / 1024 ** 2,
    };
    console.log(JSON.stringify(figures));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
