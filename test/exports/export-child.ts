// node export-child.ts FOLDER FILE FINDINGS: exports in a process of its own; prints the failure's kind and sentence.
import { join } from 'node:path';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { makeLargeReport } from '../support/report-factory.ts';

/** The path to run. */
export const exportChild = import.meta.filename;

if (import.meta.main) {
  const [folder = '', file = '', findings = '0'] = process.argv.slice(2);
  try {
    await writeExport(makeLargeReport(Number(findings)), join(folder, file));
  } catch (error) {
    if (!isFailure(error)) throw error;
    process.stdout.write(`${error.kind}: ${error.message}\n`);
  }
}
