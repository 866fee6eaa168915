import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../model/failure.ts';
import { splitReference } from '../model/links.ts';
import type { QuickCheck, QuickCheckRequest } from '../model/quick-check.ts';
import { RECORD_WORDS, type RecordType } from '../model/record-type.ts';
import type { CrmContact, CrmGift, CrmSchedule } from '../model/records.ts';
import { CRM_STREAM, type StreamRow } from '../model/streams.ts';
import { CaptureFile } from '../staging/capture-file.ts';
import { directRead } from '../staging/direct-reads.ts';
import { prepareForMatching } from '../staging/prepare-for-matching.ts';
import type { CrmStream, DirectAnswer } from '../connectors/connector.ts';
import { captureByIds } from './capture-by-id.ts';
import { confirm } from './confirm.ts';
import type { Connections } from './connections.ts';
import { isSure } from '../model/report.ts';
import { controlReferences, evaluate, type Evaluation } from './evaluate.ts';
import { runPolitely } from './run-politely.ts';
import { settle } from './settle.ts';

const LIMITS = [
  'Duplicates cannot be decided from one record: other Raise records may share its counterpart.',
  'A reversal that names no original may belong to another gift.',
];
const MOST_ROUNDS = 8;

/**
 * Checks one record by reading it, what it links to and what refers to it (product.md §4, Quick check): the checks of
 * an audit, on a capture of a handful of records that is thrown away.
 * @throws Failure usage if there is no such record, or what the reads throw
 */
export async function quickCheck(
  connections: Connections,
  request: QuickCheckRequest,
): Promise<QuickCheck> {
  const before = connections.callsMade();
  const folder = mkdtempSync(join(tmpdir(), 'tieout-check-'));
  const capture = CaptureFile.open(join(folder, 'check.sqlite'));
  try {
    const { recordType, signal } = request;
    const named = request.side === 'raise' ? null : await readCrm(connections, request);
    const raiseId = named?.raiseId ?? request.id;
    const rules = {
      ...request.rules,
      records: [recordType],
      ids: [raiseId],
      fromDay: null,
      toDay: null,
      modifiedFromDay: null,
      recheck: null,
    };
    const settled = await settle(connections, capture, rules, connections.clock.now(), signal);
    const wanted = {
      records: [{ type: recordType, raise: [raiseId], crm: [] }],
      isTaught: rules.linkSources.length > 0,
      concurrency: 2,
    };
    await captureByIds(connections, capture, wanted, { signal, onProgress: () => undefined });
    const isAbsent = isAbsentInRaise(capture, recordType, raiseId);
    if (isAbsent && named === null)
      throw new Failure('usage', `Raise has no ${RECORD_WORDS[recordType].one} ${raiseId}.`);
    if (named !== null && !capture.hasRow(named.row.stream, named.row.record.id))
      capture.addRow(named.row.stream, named.row);
    // A CRM+ record whose Raise record isn't there is judged for itself.
    const options = isAbsent ? { ...settled, request: { ...rules, ids: null } } : settled;
    await runPolitely(prepareForMatching(capture.db), signal);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const evaluation = await runPolitely(evaluate(capture, options), signal);
      const { needed } = evaluation.classified;
      if (needed.length === 0) {
        const now = connections.callsMade();
        const calls = { raise: now.raise - before.raise, crm: now.crm - before.crm };
        return answer(request, raiseId, evaluation, calls);
      }
      await confirm(connections, capture, needed, {
        concurrency: 2,
        signal,
        onProgress: () => undefined,
        controls: controlReferences(capture, evaluation.forms),
      });
    }
    throw new Failure('defect', 'The check did not come to an end.');
  } finally {
    capture.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The CRM+ record that was asked for, and the Raise record that it names. */
async function readCrm({ crm }: Connections, { recordType, id, signal }: QuickCheckRequest) {
  if (crm === null)
    throw new Failure(
      'usage',
      'There is no CRM+ token: give TIEOUT_CRM_TOKEN to check a CRM+ record.',
    );
  const got: DirectAnswer<CrmContact | CrmGift | CrmSchedule> = await (recordType === 'donor'
    ? crm.readContact(id, signal)
    : recordType === 'gift'
      ? crm.readGift(id, signal)
      : crm.readSchedule(id, signal));
  if (got.kind === 'not_found')
    throw new Failure('usage', `CRM+ has no record ${id} of this kind.`);
  if (got.kind !== 'found')
    throw new Failure('bad_answer', `CRM+ record ${id} could not be read: try again later.`);
  const references = 'references' in got.record ? got.record.references : [got.record.reference];
  const raiseId = references
    .flatMap((reference) => (reference === null ? [] : [splitReference(reference.id)?.raiseId]))
    .find((named) => named !== undefined);
  if (raiseId === undefined)
    throw new Failure(
      'usage',
      `CRM+ record ${id} refers to no Raise record: check it by its Raise id.`,
    );
  const stream = CRM_STREAM[recordType];
  return { row: { kind: 'record', stream, record: got.record } as CrmRow, raiseId };
}

type CrmRow = Extract<StreamRow, { kind: 'record'; stream: CrmStream }>;

/** Whether Raise said twice that it has no such record. @throws Failure if it said nothing */
function isAbsentInRaise(capture: CaptureFile, type: RecordType, id: string): boolean {
  const read = directRead(capture.db, `raise.${type}`, id);
  if (read?.outcome === 'unknown')
    throw new Failure(
      read.failure ?? 'bad_answer',
      'A record could not be read just now: try again later.',
    );
  return read?.outcome === 'absent';
}

function answer(
  request: QuickCheckRequest,
  raiseId: string,
  { classified, forms, records }: Evaluation,
  calls: QuickCheck['calls'],
): QuickCheck {
  const { recordType } = request;
  const finding =
    classified.findings.find(
      (f) =>
        f.raiseId === raiseId &&
        (records.keyOf(recordType, raiseId).exists ||
          f.crmId === request.id ||
          f.state === 'unreadable'),
    ) ?? null;
  const raise = {
    donor: records.donor(raiseId),
    gift: records.gift(raiseId),
    recurring_gift: records.schedule(raiseId),
  }[recordType];
  const counterparts = {
    donor: () => records.contactsReferringTo(raiseId),
    gift: () => records.crmGiftsOwnedBy(raiseId),
    recurring_gift: () => records.crmSchedulesReferringTo(raiseId),
  }[recordType]();
  const key = records.keyOf(recordType, raiseId).crmId;
  const linked =
    key === null
      ? null
      : {
          donor: records.contact(key),
          gift: records.crmGift(key),
          recurring_gift: records.crmSchedule(key),
        }[recordType];
  const crm =
    linked === null || counterparts.some((other) => other.id === linked.id)
      ? counterparts
      : [linked, ...counterparts];
  const isKnown =
    forms.some((form) => form.recordType === recordType && isSure(form.standing)) ||
    request.rules.linkSources.length > 0;
  const isUndecided =
    finding === null
      ? raise === null
      : !isKnown && (finding.state === 'missing_in_crm' || finding.cause === 'incomplete_listing');
  return {
    recordType,
    raise,
    crm,
    finding: isUndecided ? null : finding,
    gap: isUndecided ? gapOf(raise !== null, raiseId) : null,
    calls,
    limits: LIMITS,
  };
}

function gapOf(isInRaise: boolean, raiseId: string): string {
  const said = isInRaise
    ? 'It was not found, but it is not known how CRM+ records refer to Raise here'
    : `It refers to ${raiseId}, which Raise does not have, but it is not known whether CRM+ records refer to Raise this way here`;
  return `${said}: confirm the link convention (on the command line with --link-source), or run an audit first.`;
}
