import type { Coverage, LinkConvention } from '../../model/report.ts';
import { PRODUCT_WORDS, RECORD_WORDS } from '../../model/record-type.ts';
import { capitalized, yesNo } from '../words.ts';
import { count, id, instant, text } from './cells.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

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

/** The coverage certificate of product.md §5. */
export function addCoverage(sheet: Sheet, coverage: readonly Coverage[]): void {
  sheet.skip();
  sheet.add([text('Coverage certificate', STYLES.section)], 22);
  sheet.addHeader(COVERAGE_HEADERS, [2, 3, 4, 6], 32);
  const headerRow = sheet.rowCount;
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
  sheet.nameTable('Tieout_Coverage', headerRow, COVERAGE_HEADERS.length);
}

export function addConventions(sheet: Sheet, conventions: readonly LinkConvention[]): void {
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
