import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePage } from '../../src/core/connectors/stored-answers.ts';
import { findingsCsv } from '../../src/core/exports/csv.ts';
import { triageOfReport } from '../../src/core/exports/triage-columns.ts';
import { writeExport } from '../../src/core/exports/write-export.ts';
import type { StreamName, StreamRow } from '../../src/core/model/streams.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { packText } from '../../src/core/staging/page-body.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { makeLargeReport } from '../../test/support/report-factory.ts';
import { rawCsv } from '../export/raw-csv.ts';
import { joinByMap } from '../match/map-join.ts';
import { ours as matching } from '../match/ours.ts';
import { crmRows, donorRows, raiseRows } from '../match/rows.ts';
import { captureGifts } from '../support/captured-gifts.ts';
import type { Pair } from './measure.ts';

export interface OpenPairs {
  readonly pairs: Readonly<Record<string, Pair>>;
  close(): void;
}

const GIFTS = 3000;
const FINDINGS = 500;

/** What is guarded, small: pages kept against JSON.parse, matching against a Map, exports against bare lines. */
export async function openPairs(): Promise<OpenPairs> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-ratios-'));
  const pages = await pagesOfSandbox();
  const kept = CaptureFile.open(join(folder, 'kept.sqlite'));
  const matched = join(folder, 'matched.sqlite');
  captureGifts(matched, GIFTS);
  const capture = CaptureFile.open(matched);
  const report = makeLargeReport(FINDINGS);
  return {
    pairs: {
      capture: {
        ours: () => pages.forEach(([stream, text]) => keep(kept, stream, text)),
        yardstick: () => pages.forEach(([, text]) => JSON.parse(text) as unknown),
      },
      match: {
        ours: async () => {
          matching.before?.(capture);
          await matching.match(await matching.prepare(capture));
        },
        yardstick: () =>
          joinByMap(new Map(donorRows(capture)), [...raiseRows(capture)], [...crmRows(capture)]),
      },
      csv: {
        ours: () => lengthOf(findingsCsv(report.findings(), triageOfReport(report))),
        yardstick: () => lengthOf(rawCsv(report)),
      },
      workbook: {
        ours: () => writeExport(report, join(folder, 'findings.xlsx')),
        yardstick: () => lengthOf(rawCsv(report)),
      },
    },
    close: () => {
      kept.close();
      capture.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As `audit/capture.ts` keeps a page, after it was received. */
function keep(capture: CaptureFile, stream: StreamName, text: string): void {
  const rows = parsePage(stream, text).map((row): StreamRow =>
    row.kind === 'record' ? ({ ...row, stream } as StreamRow) : row,
  );
  capture.commitPage(stream, {
    packed: packText(text),
    rows,
    overlap: 0,
    total: null,
    cursor: '{}',
    receivedAt: 0,
    spent: '{}',
  });
}

/** One page of each large list, in its real shape. */
async function pagesOfSandbox(): Promise<(readonly [StreamName, string])[]> {
  const sandbox = await startSandbox({ donors: 100, gifts: 300, seed: 1 });
  const page = async (url: string, token: string): Promise<string> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ groups: [], take: 200, includeDetails: true }),
    });
    return answer.text();
  };
  const { raiseUrl, raiseToken, crmUrl, crmToken } = sandbox;
  try {
    return [
      ['raise.donors', await page(`${raiseUrl}/api/Donor/query`, raiseToken)],
      ['raise.gifts', await page(`${raiseUrl}/api/Gift/query`, raiseToken)],
      ['crm.contacts', await page(`${crmUrl}/api/Contact/Query/FullContact?take=200`, crmToken)],
      ['crm.gifts', await page(`${crmUrl}/api/Gift/Query/FullGift?take=200`, crmToken)],
    ];
  } finally {
    await sandbox.close();
  }
}

function lengthOf(pieces: Iterable<string>): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}
