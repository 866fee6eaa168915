import type { AuditReport, Coverage, LinkConvention, RunFacts } from '../../model/report.ts';
import type { AuditPlan } from '../../model/plan.ts';
import { PRODUCT_WORDS, RECORD_WORDS } from '../../model/record-type.ts';
import type { Spent } from '../../model/spent.ts';
import { capitalized, countText, periodWords, recordWords, yesNo } from '../words.ts';
import type { Book } from './book.ts';
import { count, id, instant, text } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

const WIDTHS = [30, 20, 13, 13, 13, 11, 9, 12, 12, 18, 18, 10, 50];

const COVERAGE_HEADERS = [
  'Product',
  'Stream',
  'Advertised',
  'Read',
  'Unreadable',
  'Complete',
  'Pages',
  'First id',
  'Last id',
  'First page (UTC)',
  'Last page (UTC)',
  'Changed while read',
  'Note',
];

/** Where every figure comes from, and how to make the same workbook again. */
export async function writeProvenanceSheet(book: Book, { run }: AuditReport): Promise<void> {
  const sheet = book.sheet('Provenance', sheetLayout(WIDTHS, { isWide: true }));
  sheet.add([text('Provenance', STYLES.title)], 26);
  for (const [label, value] of facts(run)) sheet.add([text(label, STYLES.label), id(value)]);
  for (const [index, sentence] of run.notCompared.entries())
    sheet.add([index === 0 ? text('Not compared', STYLES.label) : null, text(sentence)]);
  addCoverage(sheet, run.coverage);
  addConventions(sheet, run.conventions);
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

function addCoverage(sheet: Sheet, coverage: readonly Coverage[]): void {
  sheet.skip();
  sheet.add([text('Coverage', STYLES.section)], 22);
  sheet.addHeader(COVERAGE_HEADERS, [2, 3, 4, 6], 32);
  for (const row of coverage) {
    sheet.add([
      text(PRODUCT_WORDS[row.product]),
      text(capitalized(row.stream.replaceAll('_', ' '))),
      count(row.advertised),
      count(row.read),
      count(row.unreadable, row.unreadable > 0 ? STYLES.badCount : STYLES.count),
      text(yesNo(row.complete), row.complete ? STYLES.indented : STYLES.badIndented),
      count(row.pages),
      id(row.firstId, STYLES.indentedId),
      id(row.lastId),
      instant(row.startedUtc),
      instant(row.finishedUtc),
      text(yesNo(row.changed)),
      text(row.note, STYLES.wrapped),
    ]);
  }
}

function addConventions(sheet: Sheet, conventions: readonly LinkConvention[]): void {
  sheet.skip();
  sheet.add([text('Link conventions found in CRM+', STYLES.section)], 22);
  const headers = [
    'Source',
    'Prefix',
    'Record',
    'Standing',
    'References',
    'Sampled',
    'Found',
    'Agreed',
  ];
  sheet.addHeader(headers, [4, 5, 6, 7]);
  for (const row of conventions) {
    sheet.add([
      id(row.source),
      id(row.prefix === '' ? 'none' : row.prefix),
      text(RECORD_WORDS[row.recordType].one),
      text(row.standing, row.standing === 'doubtful' ? STYLES.bad : STYLES.plain),
      count(row.references),
      count(row.sampled),
      count(row.resolved),
      count(row.agreed),
    ]);
  }
  if (conventions.length === 0) sheet.add([text('None.', STYLES.quiet)]);
}
