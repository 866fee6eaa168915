import type { StoredAnswers } from '../connectors/connector.ts';
import { Failure, type FailureKind } from '../model/failure.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { inTransaction } from '../staging/database.ts';
import {
  directRead,
  directReads,
  putDirectRead,
  type StoredRead,
} from '../staging/direct-reads.ts';
import { asStreamRows } from './stream-pages.ts';
import { lookUpInBatches } from './batch-look-up.ts';
import type { Connections } from './connections.ts';
import { STREAM_OF, type ReadRequest } from './direct-reads.ts';
import { askDirectly, type Answer } from './ask-directly.ts';
import { sideBySide } from './side-by-side.ts';
import type { ConfirmOptions } from './confirm-options.ts';

/** A 404 counts as "absent" only when it is given again after this long (product.md §2). */
const SECOND_ASK_MS = 5000;
/** So many answers of the same kind in a row that tell nothing, and the rest of that product isn't asked. */
const MOST_FAILURES = 5;
const REFUSED = {
  raise: 'Raise refused the token in the middle of the run: sign in again and go on with --resume.',
  crm: 'CRM+ refused the token in the middle of the run: sign in again and go on with --resume.',
} as const;

/**
 * Asks for suspects directly: each once, and again, after one wait that all share, where the answer was 404. Every answer
 * is stored before the next step, so that a stopped run goes on from there.
 */
export async function confirm(
  connections: Connections,
  capture: CaptureFile,
  requests: readonly ReadRequest[],
  options: ConfirmOptions,
): Promise<void> {
  // One 404 from before a stop is asked again below, after the wait, and not before.
  const fresh = requests.filter(
    (request) => directRead(capture.db, request.kind, request.key)?.outcome !== 'absent_once',
  );
  const toAsk = await lookUpInBatches(connections, capture, fresh, options);
  await askAll(connections, capture, toAsk, options, 0, requests.length);
  const once = directReads(capture.db, 'absent_once');
  if (once.length === 0) return;
  const latest = Math.max(...once.map((read) => read.askedAt));
  await connections.clock.sleep(
    Math.max(0, latest + SECOND_ASK_MS - connections.clock.now()),
    options.signal,
  );
  const again = await lookUpInBatches(connections, capture, once, options);
  await askAll(
    connections,
    capture,
    again,
    options,
    requests.length - once.length,
    requests.length,
  );
}

async function askAll(
  connections: Connections,
  capture: CaptureFile,
  requests: readonly ReadRequest[],
  options: ConfirmOptions,
  doneBefore: number,
  total: number,
): Promise<void> {
  const queues = [
    requests.filter((r) => r.kind.startsWith('raise.')),
    requests.filter((r) => r.kind.startsWith('crm.')),
  ];
  let done = doneBefore;
  const work = (queue: readonly ReadRequest[]) => {
    const blocked = { failure: null as FailureKind | null, inARow: 0 };
    let next = 0;
    return async (signal: AbortSignal): Promise<void> => {
      for (;;) {
        const request = queue[next];
        next += 1;
        if (request === undefined) return;
        const answer =
          blocked.failure === null
            ? await askDirectly(connections, request, signal)
            : ({ kind: 'unknown', failure: blocked.failure } as const);
        // A refused token stops the run where it is: with a good one it goes on from here.
        if (answer.kind === 'unknown' && answer.failure === 'sign_in_refused')
          throw new Failure(
            'sign_in_refused',
            REFUSED[request.kind.startsWith('raise.') ? 'raise' : 'crm'],
          );
        noteFailure(blocked, answer.kind === 'unknown' ? answer.failure : null);
        keep(connections, capture, request, answer, options);
        done += 1;
        options.onProgress({ kind: 'confirm', done, total });
        options.onProgress({ kind: 'calls', calls: connections.callsMade() });
      }
    };
  };
  const workers = queues.flatMap((queue) =>
    Array<ReturnType<typeof work>>(Math.max(1, options.concurrency)).fill(work(queue)),
  );
  await sideBySide(workers, options.signal);
}

function noteFailure(
  blocked: { failure: FailureKind | null; inARow: number },
  failure: FailureKind | null,
): void {
  blocked.inARow = failure === null ? 0 : blocked.inARow + 1;
  if (failure !== null && blocked.inARow >= MOST_FAILURES) blocked.failure ??= failure;
}

/** Stores an answer and, in the same transaction, the rows that it brought. */
function keep(
  connections: Connections,
  capture: CaptureFile,
  request: ReadRequest,
  answer: Answer,
  { account }: ConfirmOptions,
): void {
  const before = directRead(capture.db, request.kind, request.key);
  const isSecond = before?.outcome === 'absent_once';
  const outcome = answer.kind === 'not_found' ? (isSecond ? 'absent' : 'absent_once') : answer.kind;
  const read: StoredRead = {
    ...request,
    outcome,
    failure: answer.kind === 'unknown' ? answer.failure : null,
    text: answer.kind === 'found' || answer.kind === 'unreadable' ? answer.text : null,
    askedAt: connections.clock.now(),
  };
  inTransaction(capture.db, () => {
    putDirectRead(capture.db, read);
    if (account !== undefined) capture.setFact('spent', account.text());
    addFoundRows(connections.stored, capture, read);
  });
}

/** Adds the rows of a stored answer that the listing didn't have; used when it comes and when rules are run again. */
export function addFoundRows(stored: StoredAnswers, capture: CaptureFile, read: StoredRead): void {
  if (read.text === null) return;
  const stream = STREAM_OF[read.kind];
  const rows =
    read.kind === 'crm.gifts_of_contact'
      ? stored.parsePage(stream, read.text)
      : [stored.parseRecord(stream, read.text)];
  for (const row of asStreamRows({ stream, rows })) {
    if (row.record.id === null || !capture.hasRow(stream, row.record.id))
      capture.addRow(stream, row);
  }
}
