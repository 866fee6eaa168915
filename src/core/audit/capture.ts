import type { Cursor, PagingAnomaly } from '../connectors/connector.ts';
import { isOfOneCall, sentenceOf, type FailureKind } from '../model/failure.ts';
import { productOf, type StreamName } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { packBody } from '../staging/page-body.ts';
import { countListed } from '../staging/stream-counts.ts';
import type { Connections } from './connections.ts';
import type { ProgressListener } from '../model/progress.ts';
import type { RunAccount } from './run-account.ts';
import { asStreamRows, countOf, pagesOf, type StreamPlan } from './stream-pages.ts';

export interface CaptureOptions {
  readonly pageSize: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
  /** What the whole run has spent so far; stored with each page, so that a kill loses none of it. */
  readonly account: Pick<RunAccount, 'text'>;
}

/** Times the ids of a stream are read again, at the most, to prove that nothing was skipped. */
const MOST_PASSES = 4;

/**
 * Reads one stream into the capture file, page by page, and proves that the read is complete: the end was seen (an empty
 * answer), and the distinct records are as many as advertised; where they aren't, the ids are read again until
 * a whole pass finds nothing new (product.md §2, fine print: a `total` that lies). Goes on where an earlier try stopped.
 * Failures other than a refused token or a cancel leave the stream partial and let the others go on.
 */
export async function captureStream(
  connections: Connections,
  capture: CaptureFile,
  plan: StreamPlan,
  options: CaptureOptions,
): Promise<void> {
  const { stream } = plan;
  const now = (): number => connections.timeOf(productOf(stream));
  if (capture.snapshot(stream)?.state === 'sealed') return;
  capture.beginStream(stream, plan.filter === null ? null : JSON.stringify(plan.filter), now());
  const anomalies = new Set(
    JSON.parse(capture.fact(`anomalies: ${stream}`) ?? '[]') as PagingAnomaly[],
  );
  try {
    for (;;) {
      await readPass(connections, capture, plan, options, anomalies);
      const read = rowsOf(capture, stream);
      const { pass, advertised, pages } = snapshotOf(capture, stream);
      const isSecondLook = pass > 1;
      const foundNew = read > Number(capture.fact(`before last pass: ${stream}`));
      if (isSecondLook && foundNew) capture.setFact(`skips rows: ${stream}`, '1');
      if (isSecondLook ? !foundNew : isProved(read, advertised, anomalies)) break;
      if (
        !isSecondLook &&
        advertised !== null &&
        isWorthCounting(pages) &&
        !isDoubtful(anomalies)
      ) {
        const recount = await countOf(connections, plan, options.signal);
        if (recount === read) {
          capture.endStream(stream, {
            state: 'sealed',
            isChanged: true,
            note: `The advertised number changed from ${advertised} to ${recount} while it was read.`,
            at: now(),
          });
          return;
        }
      }
      if (pass >= MOST_PASSES) {
        const note = `New records kept turning up in ${pass} passes.`;
        endIncomplete(capture, stream, note, now());
        return;
      }
      options.onProgress({
        kind: 'note',
        sentence: `${stream}: ${read} records read, ${advertised ?? 'no number'} advertised; reading the ids again to be sure.`,
      });
      capture.setFact(`before last pass: ${stream}`, String(read));
      capture.beginPass(stream);
    }
    const { pass, advertised } = snapshotOf(capture, stream);
    const read = rowsOf(capture, stream);
    // A total that lies is one thing; a server that was seen to lose rows, and promises more than came, another.
    const losesRows = capture.fact(`skips rows: ${stream}`) !== null || isDoubtful(anomalies);
    if (advertised !== null && advertised > read && losesRows) {
      const note = `The server skips rows now and then: ${advertised} were advertised, ${read} came in ${pass} passes.`;
      endIncomplete(capture, stream, note, now());
      return;
    }
    const isChanged = advertised !== null && advertised !== read;
    const again = pass > 1 ? `Read ${pass} times: the last pass found nothing new.` : null;
    const note = noteOf(anomalies, again);
    capture.endStream(stream, {
      state: 'sealed',
      isChanged,
      ...(note === null ? {} : { note }),
      at: now(),
    });
  } catch (error) {
    if (!isOfOneCall(error) || error.kind === 'sign_in_refused') throw error;
    capture.endStream(stream, {
      state: 'partial',
      failure: error.kind,
      note: sentenceOf(error),
      at: now(),
    });
    options.onProgress({ kind: 'note', sentence: sentenceOf(error) });
  }
}

function endIncomplete(capture: CaptureFile, stream: StreamName, note: string, at: number): void {
  capture.endStream(stream, {
    state: 'partial',
    failure: 'incomplete_listing',
    isChanged: true,
    note,
    at,
  });
}

/** What to say of a stream that failed. */
export function failureOf(capture: CaptureFile, stream: StreamName): FailureKind | null {
  const snapshot = capture.snapshot(stream);
  if (snapshot === null || snapshot.state === 'sealed') return null;
  return snapshot.failure ?? 'incomplete_listing';
}

async function readPass(
  connections: Connections,
  capture: CaptureFile,
  plan: StreamPlan,
  options: CaptureOptions,
  anomalies: Set<PagingAnomaly>,
): Promise<void> {
  const { stream, filter } = plan;
  const cursor = capture.snapshot(stream)?.cursor ?? null;
  const read = {
    from: cursor === null ? null : (JSON.parse(cursor) as Cursor),
    filter,
    take: options.pageSize,
    ...(isPromisedMore(capture, stream) ? { firstTake: Math.ceil(options.pageSize / 2) } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    onAnomaly: (anomaly: PagingAnomaly): void => {
      anomalies.add(anomaly);
      capture.setFact(`anomalies: ${stream}`, JSON.stringify([...anomalies]));
    },
  };
  let rows = cursor === null ? 0 : countListed(capture.db, stream).records;
  const isSecondLook = (capture.snapshot(stream)?.pass ?? 1) > 1;
  const lastKnown = isSecondLook ? countListed(capture.db, stream).last : null;
  for await (const page of pagesOf(connections, stream, read)) {
    if (!page.isEnd || page.rows.length > page.overlap) {
      capture.commitPage(stream, {
        packed: await packBody(page.body),
        rows: asStreamRows(page),
        overlap: page.overlap,
        total: page.total,
        cursor: JSON.stringify(page.next),
        receivedAt: connections.timeOf(productOf(stream)),
        spent: options.account.text(),
      });
    } else {
      capture.noteTotal(stream, page.total);
    }
    rows += page.rows.length - page.overlap;
    options.onProgress({
      kind: 'stream',
      stream,
      read: rows,
      advertised: capture.snapshot(stream)?.advertised ?? null,
      isEnd: page.isEnd,
    });
    options.onProgress({ kind: 'calls', calls: connections.callsMade() });
    if (lastKnown !== null && hasPassed(page.next, lastKnown)) return;
  }
}

/** The first pass saw the end; a later one, in order of ids, need go no further than the last id it found. */
function hasPassed(next: Cursor, lastKnown: string): boolean {
  return (
    next.mode === 'keyset' && next.afterId !== null && Number(next.afterId) >= Number(lastKnown)
  );
}

function snapshotOf(
  capture: CaptureFile,
  stream: StreamName,
): { pass: number; advertised: number | null; pages: number } {
  const snapshot = capture.snapshot(stream);
  return {
    pass: snapshot?.pass ?? 1,
    advertised: snapshot?.advertised ?? null,
    pages: snapshot?.pages ?? 0,
  };
}

function rowsOf(capture: CaptureFile, stream: StreamName): number {
  const { records, unreadable } = countListed(capture.db, stream);
  return records + unreadable;
}

/** A later pass that looks for rows which the pages before may have lost at their edges. */
function isPromisedMore(capture: CaptureFile, stream: StreamName): boolean {
  const { pass, advertised, pages } = snapshotOf(capture, stream);
  return pass > 1 && pages > 1 && advertised !== null && advertised > rowsOf(capture, stream);
}

function isProved(
  read: number,
  advertised: number | null,
  anomalies: ReadonlySet<PagingAnomaly>,
): boolean {
  return advertised === read && !isDoubtful(anomalies);
}

/** Counting again costs a call; reading one or two pages again costs no more and proves it. */
function isWorthCounting(pages: number): boolean {
  return pages > 2;
}

/** Anomalies after which a page more or less may have been passed. */
function isDoubtful(anomalies: ReadonlySet<PagingAnomaly>): boolean {
  return (
    anomalies.has('page_shifted') || anomalies.has('page_repeated') || anomalies.has('page_shrank')
  );
}

function noteOf(anomalies: ReadonlySet<PagingAnomaly>, more: string | null): string | null {
  const parts = [...anomalies].map((anomaly) => ANOMALY_WORDS[anomaly]);
  if (more !== null) parts.push(more);
  return parts.length > 0 ? parts.join(' ') : null;
}

const ANOMALY_WORDS: Readonly<Record<PagingAnomaly, string>> = {
  sort_not_honoured: 'The server does not sort by id: pages were read with an overlap.',
  filter_ignored: 'The server ignores the filter: pages were read by position with an overlap.',
  page_shifted: 'Rows moved between pages while they were read.',
  page_repeated: 'The server repeated a page.',
  page_shrank: 'The server served shorter pages on the way.',
  rows_skipped_unreadable: 'The server fails on single records; they are counted as unreadable.',
};
