import type { AuditReport } from '../../model/report.ts';
import { periodWords, resultSentence } from '../words.ts';
import type { Book } from './book.ts';
import { blank, id, instant, text } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import { STYLES } from './styles.ts';

const ROLES = ['Prepared by', 'Reviewed by', 'Accepted for the customer by'];

/** Where people sign that they have seen this very result: the digest names it. */
export async function writeSignOffSheet(book: Book, report: AuditReport): Promise<void> {
  const { run, isMasked } = report;
  const sheet = book.sheet('Sign-off', sheetLayout([30, 34, 16, 34, 40]));
  sheet.add([text('Sign-off', STYLES.title)], 26);
  sheet.add([text('Workspace', STYLES.label), text(run.workspace)]);
  sheet.add([text('Result', STYLES.label), text(resultSentence(report))]);
  sheet.add([text('Period', STYLES.label), text(periodWords(run.parameters))]);
  sheet.add([text('As of (UTC)', STYLES.label), instant(run.asOfUtc)]);
  sheet.add([text('Findings digest', STYLES.label), id(run.digest)]);
  sheet.add([
    text('Copy', STYLES.label),
    text(isMasked ? 'masked: without donor data' : 'in full: with donor data'),
  ]);
  sheet.skip();
  sheet.addHeader(['Role', 'Name', 'Date', 'Signature', 'Remarks']);
  for (const role of ROLES) {
    sheet.add([text(role), blank(), blank(), blank(), blank()], 36);
  }
  await sheet.finish();
}
