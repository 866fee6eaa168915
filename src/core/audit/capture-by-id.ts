import type { DirectAnswer } from '../connectors/connector.ts';
import { Failure } from '../model/failure.ts';
import { splitReference } from '../model/links.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Reference } from '../model/records.ts';
import { CRM_STREAM, RAISE_STREAM, type StreamName, type StreamRow } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { inTransaction } from '../staging/database.ts';
import type { Connections } from './connections.ts';

/** The filter of a stream of which single records were read instead of the list. */
export const BY_ID = 'by id';

const STREAMS = [
  'raise.donors',
  'raise.gifts',
  'raise.recurring_gifts',
  'raise.campaigns',
  'crm.contacts',
  'crm.gifts',
  'crm.recurring_gifts',
] as const;
/** References tried for each form when a convention has to be learned from a few records. */
const TRIED = 5;
const MOST_FORMS = 2;
const LEARN_FROM = 100;

/**
 * Fills a capture file for a few Raise records instead of whole lists: each record, its donor, the campaigns if one is
 * named, and a handful of pairs from which the link convention is learned. What they link to is read when it is judged.
 * @returns the ids that Raise doesn't have
 */
export async function captureByIds(
  connections: Connections,
  capture: CaptureFile,
  type: RecordType,
  ids: readonly string[],
  isConventionNamed: boolean,
  signal?: AbortSignal,
): Promise<string[]> {
  const absent: string[] = [];
  let isCampaignNamed = false;
  for (const id of ids) {
    const got = await readRaise(connections, type, id, signal);
    if (got.kind === 'not_found') absent.push(id);
    keep(capture, RAISE_STREAM[type], got);
    if (got.kind !== 'found' || !('donorId' in got.record)) continue;
    const { donorId, campaignId, campaignName } = got.record;
    isCampaignNamed ||= campaignId !== null || campaignName !== null;
    if (donorId !== null && !capture.hasRow('raise.donors', donorId))
      keep(capture, 'raise.donors', await connections.raise.readDonor(donorId, signal));
  }
  if (isCampaignNamed) await readCampaigns(connections, capture, signal);
  // A recurring gift can only be looked up beside one that is known to be there.
  if ((!isConventionNamed || type === 'recurring_gift') && connections.crm !== null)
    await learnConvention(connections, capture, type, signal);
  // Said last: a capture that was stopped before is begun again.
  inTransaction(capture.db, () => {
    for (const stream of STREAMS) {
      capture.beginStream(stream, BY_ID, connections.clock.now());
      capture.endStream(stream, {
        state: 'sealed',
        note: 'Single records were read, not the list.',
        at: connections.clock.now(),
      });
    }
  });
  return absent;
}

/** Adds what a direct read found. @throws Failure when it found nothing out */
export function keep(
  capture: CaptureFile,
  stream: StreamName,
  got: DirectAnswer<{ readonly id: string }>,
): void {
  if (got.kind === 'unknown')
    throw new Failure(got.failure, 'A record could not be read just now: try again later.');
  if (got.kind === 'unreadable') capture.addRow(stream, { kind: 'unreadable', record: got.record });
  if (got.kind === 'found' && !capture.hasRow(stream, got.record.id))
    capture.addRow(stream, { kind: 'record', stream, record: got.record } as StreamRow);
}

function readRaise({ raise }: Connections, type: RecordType, id: string, signal?: AbortSignal) {
  if (type === 'donor') return raise.readDonor(id, signal);
  return type === 'gift' ? raise.readGift(id, signal) : raise.readSchedule(id, signal);
}

async function readCampaigns(
  { raise }: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  for await (const page of raise.readStream('raise.campaigns', signal ? { signal } : {})) {
    for (const row of page.rows.slice(page.overlap)) {
      if (row.kind === 'record' && !capture.hasRow('raise.campaigns', row.record.id))
        capture.addRow('raise.campaigns', { stream: 'raise.campaigns', ...row });
    }
  }
}

/** One page of CRM+ records shows how they refer back; a few of each form are looked up in Raise, and kept with their pair. */
async function learnConvention(
  connections: Connections,
  capture: CaptureFile,
  type: RecordType,
  signal?: AbortSignal,
): Promise<void> {
  const stream = CRM_STREAM[type];
  const byForm = new Map<string, { raiseId: string; row: StreamRow }[]>();
  for await (const page of connections.crm?.readStream(stream, {
    take: LEARN_FROM,
    ...(signal ? { signal } : {}),
  }) ?? []) {
    for (const row of page.rows) {
      if (row.kind !== 'record' || ('isReversal' in row.record && row.record.isReversal)) continue;
      // A household's contact refers to several donors: a row with one reference is settled by one read.
      const [reference, ...others] = referencesOf(row.record);
      const split =
        reference === undefined || others.length > 0 ? null : splitReference(reference.id);
      if (reference !== undefined && split !== null) {
        const form = `${reference.source.toLowerCase()}\n${split.prefix}`;
        byForm.set(form, [
          ...(byForm.get(form) ?? []),
          { raiseId: split.raiseId, row: { stream, ...row } as StreamRow },
        ]);
      }
    }
    break;
  }
  const common = [...byForm.values()].sort((a, b) => b.length - a.length).slice(0, MOST_FORMS);
  for (const pairs of common) {
    const step = Math.max(1, Math.floor(pairs.length / TRIED));
    for (const { raiseId, row } of pairs.filter((_, at) => at % step === 0).slice(0, TRIED)) {
      if (row.kind === 'record' && !capture.hasRow(stream, row.record.id))
        capture.addRow(stream, row);
      keep(capture, RAISE_STREAM[type], await readRaise(connections, type, raiseId, signal));
    }
  }
}

function referencesOf(record: object): readonly Reference[] {
  if ('references' in record) return record.references as readonly Reference[];
  return 'reference' in record && record.reference !== null ? [record.reference as Reference] : [];
}
