import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExport } from '../src/core/exports/write-export.ts';
import { makeLargeReport } from '../test/support/report-factory.ts';

export interface ExportFigures {
  readonly findings: number;
  readonly seconds: number;
  /** The most memory the process ever held. Measure in a process of its own. */
  readonly peakMb: number;
  readonly fileMb: number;
}

/** Writes findings to a file and measures. Bar (product.md §4): 100,000 to xlsx in 20 s and 350 MB. */
export async function run(findings = 100_000, ending = 'xlsx'): Promise<ExportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'tieout-bench-'));
  const file = join(folder, `findings.${ending}`);
  try {
    const startedMs = performance.now();
    await writeExport(makeLargeReport(findings), file);
    const seconds = (performance.now() - startedMs) / 1000;
    const { size } = await stat(file);
    const peakMb = process.resourceUsage().maxRSS / 1024;
    return { findings, seconds, peakMb, fileMb: size / 1024 ** 2 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [findings, ending] = process.argv.slice(2);
  console.log(
    JSON.stringify(await run(findings === undefined ? undefined : Number(findings), ending)),
  );
}
