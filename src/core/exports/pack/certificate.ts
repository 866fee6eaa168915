import { PRODUCT_WORDS } from '../../model/record-type.ts';
import type { AuditReport, Coverage } from '../../model/report.ts';
import { isUnexplained, type TieOutRow } from '../../model/tie-out.ts';
import { capitalized, countText, instantText, periodWords, recordWords, yesNo } from '../words.ts';
import { heading, paragraph, table } from './markdown.ts';

/** The coverage certificate of product.md §5 for programs; money and counts of the tie-out say whether it passed. */
export function certificateJson({ run, tieOut }: AuditReport): string {
  const certificate = {
    format: 'tieout.certificate/1',
    run: {
      id: run.id,
      workspace: run.workspace,
      organization: run.organization,
      asOfUtc: run.asOfUtc,
      startedUtc: run.startedUtc,
      finishedUtc: run.finishedUtc,
      status: run.status,
      gaps: run.gaps,
      digest: run.digest,
      version: run.version,
    },
    tieOut: { lines: tieOut.length, failing: failingOf(tieOut) },
    coverage: run.coverage.map(coverageJson),
  };
  return `${JSON.stringify(certificate, null, 2)}\n`;
}

/** The same as a page that can be read and printed. */
export function certificatePage({ run, tieOut }: AuditReport): string {
  const failing = failingOf(tieOut);
  return [
    heading(1, `Coverage certificate: ${run.workspace}`),
    paragraph(
      run.status === 'verified'
        ? 'Verified: every list below was read completely.'
        : `Not verified. ${run.gaps.join(' ')}`,
    ),
    table(
      ['What', 'Value'],
      [
        ['Organization', run.organization ?? 'not known'],
        ['Records', recordWords(run.parameters)],
        ['Period', `${periodWords(run.parameters)}, days of ${run.parameters.timeZone}`],
        ['As of', `${instantText(run.asOfUtc)} UTC`],
        ['Run', `${run.id}, Tieout ${run.version}`],
        ['Findings digest', run.digest],
        [
          'Tie-out',
          failing === 0
            ? `all ${countText(tieOut.length)} lines tie out`
            : `${countText(failing)} of ${countText(tieOut.length)} lines don’t tie out`,
        ],
      ],
    ),
    heading(2, 'What was read'),
    table(
      [
        'Product',
        'List',
        'Advertised',
        'Read',
        'Unreadable',
        'Complete',
        'Ids',
        'First and last page (UTC)',
        'Changed while read',
        'Note',
      ],
      run.coverage.map(coverageCells),
    ),
  ].join('\n');
}

function failingOf(tieOut: readonly TieOutRow[]): number {
  return tieOut.filter(isUnexplained).length;
}

/** Member by member, so that a new one of the model never slips out. */
function coverageJson(row: Coverage): object {
  return {
    product: row.product,
    stream: row.stream,
    advertised: row.advertised,
    read: row.read,
    unreadable: row.unreadable,
    complete: row.complete,
    firstId: row.firstId,
    lastId: row.lastId,
    firstPageUtc: row.startedUtc,
    lastPageUtc: row.finishedUtc,
    changed: row.changed,
    pages: row.pages,
    note: row.note,
  };
}

function coverageCells(row: Coverage): string[] {
  const instant = (utc: string | null): string => (utc === null ? '?' : instantText(utc));
  return [
    PRODUCT_WORDS[row.product],
    capitalized(row.stream.replaceAll('_', ' ')),
    row.advertised === null ? 'not told' : countText(row.advertised),
    countText(row.read),
    countText(row.unreadable),
    yesNo(row.complete),
    `${row.firstId ?? '?'} to ${row.lastId ?? '?'}`,
    `${instant(row.startedUtc)} to ${instant(row.finishedUtc)}`,
    yesNo(row.changed),
    row.note ?? '',
  ];
}
