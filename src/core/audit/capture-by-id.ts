import { splitReference } from '../model/links.ts';
import type { ProgressListener } from '../model/progress.ts';
import type { IdsOfType } from '../model/recheck.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { Reference } from '../model/records.ts';
import type { AuditRequest } from '../model/request.ts';
import { CRM_STREAM, RAISE_STREAM, type StreamName, type StreamRow } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { CapturedRecords } from '../staging/captured-records.ts';
import { inTransaction } from '../staging/database.ts';
import { directRead } from '../staging/direct-reads.ts';
import { SINGLE_READ } from './direct-reads.ts';
import { confirm } from './confirm.ts';
import type { ConfirmOptions } from './confirm-options.ts';
import type { Connections } from './connections.ts';
import { BY_ID } from './stream-pages.ts';

/** The records that are read one by one, and how. */
export interface ByIds extends Pick<AuditRequest, 'concurrency'> {
  readonly records: readonly IdsOfType[];
  /** Whether it is known already how CRM+ refers to Raise. */
  readonly isTaught: boolean;
}

type ByIdOptions = Pick<ConfirmOptions, 'account' | 'onProgress' | 'signal'>;

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
 * Fills a capture file for a few records instead of whole lists: each record, the donors of Raise's, the campaigns if one is
 * named, and a handful of pairs from which the link convention is learned. What they link to is read when it is judged.
 * Each answer is stored as it comes, so that a stopped capture goes on from there; a record that can't be read stays unknown.
 * @throws Failure what reading the lists throws: without them nothing can be judged
 */
export async function captureByIds(
  connections: Connections,
  capture: CaptureFile,
  wanted: ByIds,
  options: ByIdOptions,
): Promise<void> {
  const { records: all, concurrency, isTaught } = wanted;
  const readEach = (of: RecordType, which: readonly string[]): Promise<void> =>
    readSingly(
      connections,
      capture,
      { type: of, product: 'raise', ids: which, concurrency },
      options,
    );
  for (const { type, raise } of all) await readEach(type, raise);
  if (connections.crm !== null)
    for (const { type, crm: ids } of all)
      await readSingly(connections, capture, { type, product: 'crm', ids, concurrency }, options);
  const read = new CapturedRecords(capture.db, { donor: [], gift: [], recurring_gift: [] });
  const of = {
    donor: () => null,
    gift: read.gift.bind(read),
    recurring_gift: read.schedule.bind(read),
  };
  const records = all.flatMap(({ type, raise }) => raise.flatMap((id) => of[type](id) ?? []));
  const donors = new Set(records.flatMap(({ donorId }) => donorId ?? []));
  await readEach('donor', [...donors]);
  if (records.some(({ campaignId, campaignName }) => campaignId !== null || campaignName !== null))
    await readCampaigns(connections, capture, options.signal);
  for (const { type } of all) {
    // A recurring gift can only be looked up beside one that is known to be there.
    if (connections.crm === null || (isTaught && type !== 'recurring_gift')) continue;
    const named = await readPairs(connections, capture, type, options.signal);
    if (!isTaught) await readEach(type, named);
  }
  // Said last: a capture that was stopped before goes on.
  inTransaction(capture.db, () => {
    for (const stream of STREAMS) {
      capture.beginStream(stream, BY_ID, connections.timeOf('raise'));
      capture.endStream(stream, {
        state: 'sealed',
        note: 'Single records were read, not the list.',
        at: connections.timeOf('raise'),
      });
    }
  });
}

/** Reads records of one product that have not been read yet. */
async function readSingly(
  connections: Connections,
  capture: CaptureFile,
  {
    type,
    product,
    ids,
    concurrency,
  }: { type: RecordType; product: Product; ids: readonly string[]; concurrency: number },
  options: ByIdOptions,
): Promise<void> {
  const kind = SINGLE_READ[product][type];
  const stream = product === 'raise' ? RAISE_STREAM[type] : CRM_STREAM[type];
  const isOpen = (key: string): boolean =>
    ['absent_once', undefined].includes(directRead(capture.db, kind, key)?.outcome);
  const open = [...new Set(ids)].filter(isOpen).map((key) => ({ kind, key }));
  await confirm(connections, capture, open, {
    ...options,
    concurrency,
    controls: { gift: null, recurring_gift: null },
    onProgress: asReading(stream, ids.length - open.length, options.onProgress),
  });
}

/** Records that are asked for one by one, told as a list of just those. */
function asReading(
  stream: StreamName,
  readBefore: number,
  onProgress: ProgressListener,
): ProgressListener {
  return (fact) => {
    if (fact.kind !== 'confirm') return onProgress(fact);
    const [read, advertised] = [readBefore + fact.done, readBefore + fact.total];
    const isEnd = read === advertised;
    onProgress({ kind: 'stream', stream, read, advertised, isEnd });
  };
}

async function readCampaigns(
  { raise }: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  for await (const page of raise.readStream('raise.campaigns', signal ? { signal } : {}))
    for (const row of page.rows.slice(page.overlap))
      if (row.kind === 'record') addOnce(capture, 'raise.campaigns', row.record);
}

/**
 * One page of CRM+ records shows how they refer back: a few of each form are kept.
 * @returns the Raise ids that they refer to
 */
async function readPairs(
  connections: Connections,
  capture: CaptureFile,
  type: RecordType,
  signal?: AbortSignal,
): Promise<string[]> {
  const byForm = new Map<string, { raiseId: string; record: { id: string } }[]>();
  for (const record of await firstRecords(connections, CRM_STREAM[type], signal)) {
    if ('isReversal' in record && record.isReversal) continue;
    // A household's contact refers to several donors: a row with one reference is settled by one read.
    const [reference, ...others] = referencesOf(record);
    const split =
      reference === undefined || others.length > 0 ? null : splitReference(reference.id);
    if (reference === undefined || split === null) continue;
    const form = `${reference.source.toLowerCase()}\n${split.prefix}`;
    byForm.set(form, [...(byForm.get(form) ?? []), { raiseId: split.raiseId, record }]);
  }
  const common = [...byForm.values()].sort((a, b) => b.length - a.length).slice(0, MOST_FORMS);
  const tried = common.flatMap((pairs) => {
    const step = Math.max(1, Math.floor(pairs.length / TRIED));
    return pairs.filter((_, at) => at % step === 0).slice(0, TRIED);
  });
  for (const { record } of tried) addOnce(capture, CRM_STREAM[type], record);
  return tried.map(({ raiseId }) => raiseId);
}

async function firstRecords(
  { crm }: Connections,
  stream: (typeof CRM_STREAM)[RecordType],
  signal?: AbortSignal,
): Promise<{ readonly id: string }[]> {
  const read = { take: LEARN_FROM, ...(signal ? { signal } : {}) };
  for await (const { rows } of crm?.readStream(stream, read) ?? [])
    return rows.flatMap((row) => (row.kind === 'record' ? [row.record] : []));
  return [];
}

function addOnce(capture: CaptureFile, stream: StreamName, record: { readonly id: string }): void {
  if (!capture.hasRow(stream, record.id))
    capture.addRow(stream, { kind: 'record', stream, record } as StreamRow);
}

function referencesOf(record: object): readonly Reference[] {
  if ('references' in record) return record.references as readonly Reference[];
  return 'reference' in record && record.reference !== null ? [record.reference as Reference] : [];
}
