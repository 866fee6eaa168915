import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DirectAnswer } from '../connectors/connector.ts';
import { Failure } from '../model/failure.ts';
import { readKey, splitReference } from '../model/links.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { CrmGift, RaiseDonor, RaiseGift, RaiseSchedule, Reference } from '../model/records.ts';
import type { StreamName, StreamRow } from '../model/streams.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import { confirm } from './confirm.ts';
import type { Connections } from './connections.ts';
import { evaluate } from './evaluate.ts';
import type { NewFinding } from './make-finding.ts';
import type { AuditRequest } from './request.ts';
import { settle } from './settle.ts';

export interface QuickCheckRequest {
  readonly recordType: RecordType;
  readonly id: string;
  /** Whose id it is. */
  readonly side: Product;
  readonly rules: AuditRequest;
  readonly signal?: AbortSignal;
}

/** One record on both sides with its verdict. */
export interface QuickCheck {
  readonly recordType: RecordType;
  readonly raise: RaiseDonor | RaiseGift | RaiseSchedule | null;
  readonly crm: readonly unknown[];
  /** Null if the record is consistent. */
  readonly finding: NewFinding | null;
  readonly calls: Readonly<Record<Product, number>>;
  /** What one record cannot tell. */
  readonly limits: readonly string[];
}

const LIMITS = [
  'Duplicates cannot be decided from one record: other Raise records may share its counterpart.',
  'A reversal that names no original may belong to another gift.',
];

/**
 * Checks one record by reading it, what it links to and what refers to it: a few calls (product.md §4, Quick check). The
 * same checks as an audit's, on a capture of a handful of records.
 * @throws Failure usage if there is no such record, or what the reads throw
 */
export async function quickCheck(
  connections: Connections,
  request: QuickCheckRequest,
): Promise<QuickCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-check-'));
  const capture = CaptureFile.open(join(folder, 'check.sqlite'));
  try {
    const options = await settle(
      connections,
      capture,
      {
        ...request.rules,
        records: [request.recordType],
        ids: null,
        fromDay: null,
        toDay: null,
        modifiedFromDay: null,
      },
      connections.clock.now(),
      request.signal,
    );
    for (const stream of [
      'raise.donors',
      'raise.gifts',
      'raise.recurring_gifts',
      'raise.campaigns',
      'crm.contacts',
      'crm.gifts',
      'crm.recurring_gifts',
    ] as const) {
      capture.beginStream(stream, null, connections.clock.now());
      capture.endStream(stream, { state: 'sealed', at: connections.clock.now() });
    }
    await gather(connections, capture, request);
    capture.prepareForMatching();
    for (let round = 0; round < 8; round += 1) {
      const evaluation = evaluate(capture, options);
      if (evaluation.classified.needed.length === 0)
        return answer(connections, capture, request, evaluation.classified.findings);
      await confirm(connections, capture, evaluation.classified.needed, {
        concurrency: 2,
        signal: request.signal,
        onProgress: () => undefined,
        controls: { gift: null, recurring_gift: null },
      });
    }
    throw new Failure('defect', 'The check did not come to an end.');
  } finally {
    capture.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the record, its donor, its campaign list if it needs one, and its counterpart. */
async function gather(
  connections: Connections,
  capture: CaptureFile,
  request: QuickCheckRequest,
): Promise<void> {
  const raiseId =
    request.side === 'raise' ? request.id : await gatherCrm(connections, capture, request);
  if (raiseId === null) return;
  const { raise, crm } = connections;
  const { recordType, signal } = request;
  const add = (stream: StreamName, got: DirectAnswer<unknown>): void => {
    if (got.kind === 'found' && !capture.hasRow(stream, (got.record as { id: string }).id))
      capture.addRow(stream, { kind: 'record', stream, record: got.record } as StreamRow);
    if (got.kind === 'unreadable')
      capture.addRow(stream, { kind: 'unreadable', record: got.record });
    if (got.kind === 'unknown')
      throw new Failure(got.failure, 'The record could not be read just now: try again later.');
  };
  const addDonor = async (id: string | null): Promise<void> => {
    if (id !== null) add('raise.donors', await raise.readDonor(id, signal));
  };
  const refs = referencesFor(request, raiseId);
  if (recordType === 'donor') {
    const got = await raise.readDonor(raiseId, signal);
    if (got.kind === 'not_found' && request.side === 'raise') throw noSuch(request);
    add('raise.donors', got);
    return;
  }
  const got =
    recordType === 'gift'
      ? await raise.readGift(raiseId, signal)
      : await raise.readSchedule(raiseId, signal);
  if (got.kind === 'not_found' && request.side === 'raise') throw noSuch(request);
  add(recordType === 'gift' ? 'raise.gifts' : 'raise.recurring_gifts', got);
  if (got.kind !== 'found') return;
  await addDonor(got.record.donorId);
  if ((got.record.campaignId ?? got.record.campaignName) !== null)
    await readCampaigns(connections, capture, signal);
  if (recordType !== 'gift' || crm === null || readKey(got.record).kind === 'crm') return;
  for (const reference of refs) add('crm.gifts', await crm.readGiftByReference(reference, signal));
}

async function readCampaigns(
  connections: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  for await (const page of connections.raise.readStream(
    'raise.campaigns',
    signal ? { signal } : {},
  )) {
    for (const row of page.rows.slice(page.overlap)) {
      if (row.kind === 'record')
        capture.addRow('raise.campaigns', {
          kind: 'record',
          stream: 'raise.campaigns',
          record: row.record,
        });
    }
  }
}

/** Reads a CRM+ record and says which Raise record it names. */
async function gatherCrm(
  connections: Connections,
  capture: CaptureFile,
  request: QuickCheckRequest,
): Promise<string | null> {
  const { crm } = connections;
  if (crm === null)
    throw new Failure(
      'usage',
      'There is no CRM+ token: give TIEOUT_CRM_TOKEN to check a CRM+ record.',
    );
  const { recordType, id, signal } = request;
  const got =
    recordType === 'donor'
      ? await crm.readContact(id, signal)
      : recordType === 'gift'
        ? await crm.readGift(id, signal)
        : await crm.readSchedule(id, signal);
  if (got.kind === 'not_found') throw noSuch(request);
  if (got.kind !== 'found')
    throw new Failure(
      'bad_answer',
      `CRM+ record ${id} could not be read just now: try again later.`,
    );
  const stream = (
    { donor: 'crm.contacts', gift: 'crm.gifts', recurring_gift: 'crm.recurring_gifts' } as const
  )[recordType];
  capture.addRow(stream, { kind: 'record', stream, record: got.record } as StreamRow);
  const references: readonly Reference[] =
    'references' in got.record
      ? got.record.references
      : [(got.record as CrmGift).reference].filter((reference) => reference !== null);
  const named = references
    .map((reference) => splitReference(reference.id)?.raiseId ?? null)
    .find((raiseId) => raiseId !== null);
  return named ?? null;
}

function referencesFor(request: QuickCheckRequest, raiseId: string): Reference[] {
  const { linkSources, linkPrefixes } = request.rules;
  const prefixes = linkPrefixes.length > 0 ? linkPrefixes : [''];
  return linkSources.flatMap((source) =>
    prefixes.map((prefix) => ({ source, id: prefix + raiseId })),
  );
}

function answer(
  connections: Connections,
  capture: CaptureFile,
  request: QuickCheckRequest,
  findings: readonly NewFinding[],
): QuickCheck {
  const of = (table: string): unknown[] =>
    (capture.db.prepare(`SELECT record FROM ${table} ORDER BY id`).pluck().all() as string[]).map(
      (text) => JSON.parse(text) as unknown,
    );
  const tables = {
    donor: ['raise_donor', 'crm_contact'],
    gift: ['raise_gift', 'crm_gift'],
    recurring_gift: ['raise_schedule', 'crm_schedule'],
  }[request.recordType];
  return {
    recordType: request.recordType,
    raise: (of(tables[0] ?? '')[0] as RaiseDonor | undefined) ?? null,
    crm: of(tables[1] ?? ''),
    finding: findings[0] ?? null,
    calls: connections.callsMade(),
    limits: LIMITS,
  };
}

function noSuch(request: QuickCheckRequest): Failure {
  const where = request.side === 'raise' ? 'Raise' : 'CRM+';
  return new Failure(
    'usage',
    `${where} has no ${request.recordType.replace('_', ' ')} ${request.id}.`,
  );
}
