import type { Cursor, StreamFilter, StreamPage } from '../connectors/connector.ts';
import type { Day } from '../model/days.ts';
import { isOfOneCall } from '../model/failure.ts';
import { dayInZone, type InstantMs } from '../model/instants.ts';
import { shortNameOf, productOf, type StreamName } from '../model/streams.ts';
import { PRODUCT_WORDS } from '../model/record-type.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { closedFact } from '../staging/capture-records.ts';
import { packBody } from '../staging/page-body.ts';
import type { CaptureOptions } from './capture.ts';
import type { Connections } from './connections.ts';
import { asStreamRows, pagesOf, type StreamPlan } from './stream-pages.ts';

/** A sweep that took less sees too little change to be worth a call a list; a single pair's age is looked at anyway. */
const WORTH_A_PASS_MS = 10 * 60_000;
/** More is not read again, so that the whole costs hardly more calls than the lists: so many pages, or a share of the list's. */
const MOST_PAGES = 2;
const MOST_SHARE = 0.1;
/** A product compares an instant with a day's first moment, perhaps in another zone: rows of so many days before are honest. */
const HONEST_DAYS = 2;
const DAY_MS = 86_400_000;

/**
 * Reads again what changed since the audit began, so that the two sides are seen as of nearly one moment even when
 * reading them took hours, or days with a stop in between. The newer version of a record takes the older one's
 * place; records made since are left to the next audit. A product that doesn't honour the filter is left after one page, and so is
 * a list of which a good part was changed: a nightly job may have touched every record.
 */
export async function closingPass(
  connections: Connections,
  capture: CaptureFile,
  plans: readonly StreamPlan[],
  options: CaptureOptions & { readonly asOfMs: InstantMs },
): Promise<void> {
  for (const { stream } of plans) {
    const nowMs = connections.timeOf(productOf(stream));
    const closedMs = Number(capture.fact(closedFact(stream)) ?? options.asOfMs);
    const isSealed = capture.snapshot(stream)?.state === 'sealed';
    if (stream === 'raise.campaigns' || !isSealed || nowMs - closedMs < WORTH_A_PASS_MS) continue;
    const note = (sentence: string): void => options.onProgress({ kind: 'note', sentence });
    const what = `What changed of the ${shortNameOf(stream).replace('_', ' ')} of ${PRODUCT_WORDS[productOf(stream)]} while they were read`;
    try {
      const end = await readChanged(connections, capture, stream, options);
      if (end === 'read') capture.setFact(closedFact(stream), String(nowMs));
      if (end === 'too_much') note(`${what} is too much to be read again.`);
    } catch (error) {
      if (!isOfOneCall(error) || error.kind === 'sign_in_refused') throw error;
      note(`${what} could not be asked for: ${error.message}`);
    }
  }
}

async function readChanged(
  connections: Connections,
  capture: CaptureFile,
  stream: StreamName,
  options: CaptureOptions & { readonly asOfMs: InstantMs },
): Promise<'read' | 'not_honoured' | 'too_much'> {
  const now = (): InstantMs => connections.timeOf(productOf(stream));
  const mostPages = Math.max(
    MOST_PAGES,
    Math.ceil((capture.snapshot(stream)?.pages ?? 0) * MOST_SHARE),
  );
  let pages = 0;
  const fromDay = dayInZone(options.asOfMs, 'UTC');
  const filter: StreamFilter = { field: 'modified', fromDay, toDay: null };
  let isRefused = false;
  const read = {
    from: goOnFrom(capture, stream, now()),
    filter,
    take: options.pageSize,
    ...(options.signal ? { signal: options.signal } : {}),
    onAnomaly: (anomaly: string): void => {
      isRefused ||= anomaly === 'filter_ignored';
    },
  };
  for await (const page of pagesOf(connections, stream, read)) {
    if (isRefused || !isHonoured(page, fromDay)) return 'not_honoured';
    pages += page.rows.length > 0 ? 1 : 0;
    if (pages > mostPages || (page.total ?? 0) > mostPages * options.pageSize) return 'too_much';
    if (page.rows.length > page.overlap)
      capture.commitChanged(stream, cursorOf(stream), {
        packed: await packBody(page.body),
        rows: asStreamRows(page),
        overlap: page.overlap,
        total: page.total,
        cursor: JSON.stringify({ atMs: now(), next: page.next }),
        receivedAt: now(),
        spent: options.account.text(),
      });
  }
  capture.setFact(cursorOf(stream), '');
  return 'read';
}

/** Where a pass goes on that was stopped a moment ago; what an older one read may have changed since. */
function goOnFrom(capture: CaptureFile, stream: StreamName, nowMs: number): Cursor | null {
  const text = capture.fact(cursorOf(stream)) ?? '';
  const at = text === '' ? null : (JSON.parse(text) as { atMs: number; next: Cursor });
  return at !== null && nowMs - at.atMs < WORTH_A_PASS_MS ? at.next : null;
}

/** Whether a page holds only what was asked for: unknown parameters are silently ignored (docs/api-facts.md A3), and everything comes. */
function isHonoured(page: StreamPage, fromDay: Day): boolean {
  const earliestMs = (fromDay - HONEST_DAYS) * DAY_MS;
  const modified = page.rows.flatMap((row) =>
    row.kind === 'record' && 'modifiedAt' in row.record ? [row.record.modifiedAt] : [],
  );
  // Rows that tell no time of change can't be the answer to a question about it.
  if (modified.length > 0 && modified.every((at) => at === null)) return false;
  return modified.every((at) => at === null || at >= earliestMs);
}

function cursorOf(stream: StreamName): string {
  return `closing: ${stream}`;
}
