import type { BatchAnswer } from '../connectors/connector.ts';
import { isOfOneCall } from '../model/failure.ts';
import type { CrmGift, CrmSchedule } from '../model/records.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { directRead, putDirectRead } from '../staging/direct-reads.ts';
import { BY_ID } from './stream-pages.ts';
import type { ConfirmOptions } from './confirm-options.ts';
import type { Connections } from './connections.ts';
import { referenceOf, type ReadRequest } from './direct-reads.ts';

/** Transaction ids in one query, the control included. */
const BATCH = 40;
/** Fewer suspects than this are asked for one by one: a batch would save no call worth its doubt. */
const WORTH_A_BATCH = 4;

type Found = CrmGift | CrmSchedule;

/**
 * Answers look-ups of gifts and schedules by reference with OR-group queries, many in one call. A batch counts
 * only if it is proved: the control, a transaction id known to be there, came back, and nothing that wasn't asked for. What
 * is not in a proved batch got its 404; what is in one, and everything else, is asked for one by one.
 * @returns the requests that still have to be asked for
 */
export async function lookUpInBatches(
  connections: Connections,
  capture: CaptureFile,
  requests: readonly ReadRequest[],
  options: ConfirmOptions,
): Promise<ReadRequest[]> {
  const gifts = requests.filter((request) => request.kind === 'crm.gift_by_reference');
  const schedules = requests.filter(
    (request) => request.kind === 'crm.recurring_gift_by_reference',
  );
  const rest = requests.filter(
    ({ kind }) => kind !== 'crm.gift_by_reference' && kind !== 'crm.recurring_gift_by_reference',
  );
  const { crm } = connections;
  if (crm === null) return [...requests];
  const leftGifts =
    options.controls.gift === null || gifts.length < WORTH_A_BATCH
      ? gifts
      : await askInBatches(connections, capture, gifts, options.controls.gift, (ids, control) =>
          crm.findGifts(ids, control, options.signal),
        );
  const { recurring_gift: control } = options.controls;
  const openSchedules =
    control === null
      ? schedules
      : await askInBatches(connections, capture, schedules, control, (ids, known) =>
          crm.findSchedules(ids, known, options.signal),
        );
  // A schedule has no look-up by reference of its own: where the query proves nothing, the complete listing decides.
  const leftSchedules = openSchedules.filter(
    (request) => !answerFromListing(connections, capture, request),
  );
  return [...rest, ...leftGifts, ...leftSchedules];
}

async function askInBatches<T extends Found>(
  connections: Connections,
  capture: CaptureFile,
  requests: readonly ReadRequest[],
  control: string,
  find: (ids: readonly string[], control: string) => Promise<BatchAnswer<T>>,
): Promise<ReadRequest[]> {
  const left: ReadRequest[] = [];
  for (let start = 0; start < requests.length; start += BATCH - 1) {
    const batch = requests.slice(start, start + BATCH - 1);
    const answer = await tryFind(
      find,
      batch.map((request) => referenceOf(request.key).id),
      control,
    );
    if (answer === null || !answer.isProved) return [...left, ...requests.slice(start)];
    for (const request of batch) {
      const reference = referenceOf(request.key);
      const hit = answer.rows.find(
        (row) =>
          row.record.reference?.id === reference.id &&
          row.record.reference.source.toLowerCase() === reference.source.toLowerCase(),
      );
      if (hit === undefined) noteAbsence(connections, capture, request);
      else left.push(asSingleRead(connections, capture, request, hit.record.id));
    }
  }
  return left;
}

/** What a batch can't tell (a query that fails) is asked one by one; a cancel goes through. */
async function tryFind<T>(
  find: (ids: readonly string[], control: string) => Promise<T>,
  ids: readonly string[],
  control: string,
): Promise<T | null> {
  try {
    return await find(ids, control);
  } catch (error) {
    if (!isOfOneCall(error)) throw error;
    return null;
  }
}

/** A schedule has no look-up by reference: found in a batch, it is read by its own id. If even that fails, it stays unknown. */
function asSingleRead(
  connections: Connections,
  capture: CaptureFile,
  request: ReadRequest,
  id: string | null,
): ReadRequest {
  if (request.kind !== 'crm.recurring_gift_by_reference' || id === null) return request;
  putDirectRead(capture.db, {
    ...request,
    outcome: 'unknown',
    failure: 'bad_answer',
    text: null,
    askedAt: connections.clock.now(),
  });
  return { kind: 'crm.recurring_gift', key: id };
}

/** What the sealed listing says of a schedule's reference. */
function answerFromListing(
  connections: Connections,
  capture: CaptureFile,
  request: ReadRequest,
): boolean {
  if (request.kind !== 'crm.recurring_gift_by_reference' || !isListed(capture)) return false;
  putDirectRead(capture.db, {
    ...request,
    outcome: 'absent',
    failure: null,
    text: null,
    askedAt: connections.clock.now(),
  });
  return true;
}

function noteAbsence(connections: Connections, capture: CaptureFile, request: ReadRequest): void {
  const isSecond = directRead(capture.db, request.kind, request.key)?.outcome === 'absent_once';
  putDirectRead(capture.db, {
    kind: request.kind,
    key: request.key,
    outcome: isSecond ? 'absent' : 'absent_once',
    failure: null,
    text: null,
    askedAt: connections.clock.now(),
  });
}

/** Sealed, and a list indeed: a capture of single records says nothing of what isn't in it. */
function isListed(capture: CaptureFile): boolean {
  const snapshot = capture.snapshot('crm.recurring_gifts');
  return snapshot?.state === 'sealed' && snapshot.filter !== BY_ID;
}
