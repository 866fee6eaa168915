import type { AuditReport, RunFacts } from '../../model/report.ts';
import type { AuditPlan } from '../../model/plan.ts';
import type { Spent } from '../../model/spent.ts';
import { countText, periodWords, recordWords } from '../words.ts';
import type { Book } from './book.ts';
import { id, text } from './cells.ts';
import { addConventions, addCoverage } from './coverage-tables.ts';
import { addPowerTest, addSyncLag } from './evidence-tables.ts';
import { sheetLayout } from './sheet-layout.ts';
import { STYLES } from './styles.ts';

const WIDTHS = [30, 20, 13, 13, 13, 11, 9, 12, 12, 18, 18, 10, 50];

/** Where every figure comes from, and how to make the same workbook again. */
export async function writeProvenanceSheet(book: Book, report: AuditReport): Promise<void> {
  const { run } = report;
  const sheet = book.sheet('Provenance', sheetLayout(WIDTHS, { isWide: true }));
  sheet.add([text('Provenance', STYLES.title)], 26);
  for (const [label, value] of facts(run)) sheet.add([text(label, STYLES.label), id(value)]);
  for (const [index, sentence] of run.notCompared.entries())
    sheet.add([index === 0 ? text('Not compared', STYLES.label) : null, text(sentence)]);
  addCoverage(sheet, run.coverage);
  addConventions(sheet, run.conventions);
  addSyncLag(sheet, report);
  addPowerTest(sheet, report);
  await sheet.finish();
}

function facts(run: RunFacts): [string, string][] {
  const { parameters: p, calls, floor } = run;
  const made = calls.raise + calls.crm;
  return [
    ['Findings digest (SHA-256)', run.digest],
    ['Tieout version', run.version],
    ['Run', run.id],
    ['Workspace', run.workspace],
    ['Organization', run.organization ?? 'not known'],
    ['Raise', run.origins.raise ?? 'not read'],
    ['CRM+', run.origins.crm ?? 'not read'],
    ['Started (UTC)', run.startedUtc],
    ['Finished (UTC)', run.finishedUtc ?? 'not finished'],
    ['As of (UTC)', run.asOfUtc],
    ['Status', run.status === 'verified' ? 'verified' : 'not verified'],
    ['Records', recordWords(p)],
    ['Period', periodWords(p)],
    ['Time zone', p.timeZone],
    ['Modified from', p.modifiedFrom ?? 'any day'],
    ['Chosen ids', p.ids === null ? 'all' : countText(p.ids.length)],
    ['Time that syncing may take', `${p.lagHours} h`],
    ['Tolerance of dates', `${p.dateToleranceDays} d`],
    ['Tolerance of amounts', `${p.amountToleranceMinor} minor units`],
    ['Test records', p.includeTestMode ? 'compared' : 'excluded'],
    ['Confirmed link sources', p.linkSources.join(', ') || 'none'],
    ['Confirmed link prefixes', p.linkPrefixes.join(', ') || 'none'],
    [
      'Calls made',
      `${countText(made)} (Raise ${countText(calls.raise)}, CRM+ ${countText(calls.crm)})`,
    ],
    [
      'Fewest calls possible',
      `${countText(floor.listing + floor.confirming)} (listing ${countText(floor.listing)}, confirming ${countText(floor.confirming)})`,
    ],
    ['Planned', plannedText(run.plan)],
    ['Took', tookText(run.spent)],
  ];
}

function plannedText(plan: AuditPlan | null): string {
  if (plan === null) return 'not planned';
  const calls = plan.products.reduce((sum, { listingCalls }) => sum + listingCalls, 0);
  const minutes = Math.max(...plan.products.map((product) => product.minutes));
  return `${countText(calls)} calls to read, ${countText(Math.ceil(minutes))} min; confirming on top`;
}

function tookText({ products: { raise, crm }, activeMs }: Spent): string {
  const [refused, again] = [raise.refused + crm.refused, raise.retried + crm.retried];
  return `${countText(Math.ceil(activeMs / 60_000))} min; ${countText(again)} calls made again, ${countText(refused)} refused for quota`;
}
