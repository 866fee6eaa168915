import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Auditor } from '../core/auditor.ts';
import type { AuditReport } from '../core/model/report.ts';
import type { Terminal } from './terminal.ts';

/** Prints the findings JSON (tieout.findings/1) on standard output, through a private file that goes at once. */
export async function printJson(
  auditor: Auditor,
  report: AuditReport,
  terminal: Terminal,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-json-'));
  try {
    const path = join(folder, 'findings.json');
    await auditor.export(report, path);
    for await (const piece of createReadStream(path, 'utf8')) await terminal.out(String(piece));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
