import { formatDay } from '../model/days.ts';
import { isInUse, type Coverage, type RunParameters, type SummaryRow } from '../model/report.ts';
import { isUnexplained, type TieOutRow } from '../model/tie-out.ts';
import { RAISE_STREAM } from '../model/streams.ts';
import { PRODUCT_WORDS, RECORD_WORDS, type RecordType } from '../model/record-type.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import type { LookedAt } from '../staging/runs.ts';
import { countUnlisted } from '../staging/stream-counts.ts';
import { stateEntry } from '../model/states.ts';
import { isUnread, wantedBy, wantedRecords } from './wanted.ts';
import type { JudgedForm } from './conventions.ts';
import type { NewFinding } from '../model/finding.ts';
import type { AuditRequest } from '../model/request.ts';

/** Why a run is not verified, in sentences; none if it is. */
export function gapsOf(
  coverage: readonly Coverage[],
  findings: readonly NewFinding[],
  forms: readonly JudgedForm[],
  request: AuditRequest,
  about: {
    readonly capture: CaptureFile;
    readonly tieOut: readonly Pick<TieOutRow, 'unexplained'>[];
  },
): string[] {
  const gaps: string[] = [];
  for (const stream of coverage) {
    if (!stream.complete)
      gaps.push(
        `${PRODUCT_WORDS[stream.product]} ${stream.stream.replace('_', ' ')} could not be read completely: ${stream.note ?? 'the read was not finished'}`,
      );
  }
  for (const state of ['crm_unreachable', 'raise_unreachable'] as const) {
    for (const type of request.records) {
      const count = findings.filter((f) => f.state === state && f.recordType === type).length;
      const words = count === 1 ? `${RECORD_WORDS[type].one} is` : `${RECORD_WORDS[type].many} are`;
      if (count > 0) gaps.push(`${count} ${words} in state “${stateEntry(state).title}”.`);
    }
  }
  for (const form of forms) {
    if (form.standing !== 'doubtful') continue;
    gaps.push(
      `The link convention ${form.source} / ${form.prefix === '' ? 'no prefix' : form.prefix} of ${RECORD_WORDS[form.recordType].many} is not confirmed: ${form.resolved} of ${form.sampled} sampled references exist in Raise, ${form.agreed} agree. Confirm it with --link-source "${form.source}" --link-prefix "${form.prefix}".`,
    );
  }
  for (const { name } of about.capture.snapshots()) {
    const unlisted = countUnlisted(about.capture, name);
    if (unlisted > 0)
      gaps.push(
        `${unlisted} records exist that the list of ${name} did not hold: there may be more.`,
      );
  }
  for (const stream of coverage) {
    if (stream.unreadable > 0)
      gaps.push(
        `${stream.unreadable} of the ${stream.stream.replace('_', ' ')} of ${PRODUCT_WORDS[stream.product]} could not be understood.`,
      );
  }
  const unreadable = findings.filter((finding) => finding.state === 'unreadable').length;
  if (unreadable > 0 && coverage.every((stream) => stream.unreadable === 0))
    gaps.push(
      `${unreadable} record${unreadable === 1 ? ' that was' : 's that were'} asked for directly could not be understood.`,
    );
  gaps.push(...gapsOfIds(about.capture, request));
  const unexplained = about.tieOut.filter(isUnexplained).length;
  if (unexplained > 0)
    gaps.push(
      `${unexplained} lines of the tie-out do not come to 0: rows were lost or counted twice.`,
    );
  const needsConvention = findings.some(
    (finding) => finding.recordType === 'gift' && finding.state === 'missing_in_crm',
  );
  const hasOne =
    forms.some((form) => form.recordType === 'gift' && isInUse(form)) ||
    request.linkSources.length > 0;
  if (needsConvention && !hasOne) {
    gaps.push(
      'No CRM+ gift refers to a Raise gift in a way that was recognised. Confirm the link convention with --link-source, or give no CRM+ token if this customer does not use CRM+.',
    );
  }
  return gaps;
}

/** Counts and money by type, state, cause and currency, `consistent` included. */
export function summarise(
  findings: readonly NewFinding[],
  consistent: Readonly<Record<RecordType, number>>,
  records: readonly RecordType[],
): SummaryRow[] {
  const cells = new Map<string, SummaryRow & { count: number; amountMinor: number | null }>();
  for (const f of findings) {
    const key = JSON.stringify([f.state, f.recordType, f.cause, f.currency]);
    const known = cells.get(key);
    if (known)
      Object.assign(known, {
        count: known.count + 1,
        amountMinor: plus(known.amountMinor, f.amountMinor),
      });
    else
      cells.set(key, {
        recordType: f.recordType,
        state: f.state,
        cause: f.cause,
        count: 1,
        amountMinor: f.amountMinor,
        currency: f.currency,
      });
  }
  const agreeing = records.map((recordType) => ({
    recordType,
    state: 'consistent' as const,
    cause: 'agrees' as const,
    count: consistent[recordType],
    amountMinor: null,
    currency: null,
  }));
  return [...cells.values(), ...agreeing.filter((row) => row.count > 0)];
}

/** What a run was asked for, as its report tells it: days as YYYY-MM-DD. */
export function parametersOf(request: AuditRequest, timeZone: string): RunParameters {
  return {
    records: request.records,
    from: request.fromDay === null ? null : formatDay(request.fromDay),
    to: request.toDay === null ? null : formatDay(request.toDay),
    timeZone,
    lagHours: request.lagHours,
    dateToleranceDays: request.dateToleranceDays,
    amountToleranceMinor: request.amountToleranceMinor,
    includeTestMode: request.includeTestMode,
    linkSources: request.linkSources,
    linkPrefixes: request.linkPrefixes,
    ids: request.ids,
    recheck:
      request.recheck === null
        ? null
        : { runId: request.recheck.runId, findings: request.recheck.items.length },
    modifiedFrom: request.modifiedFromDay === null ? null : formatDay(request.modifiedFromDay),
  };
}

function plus(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

/** Records that were asked for by their ids and of which there is nothing. */
function gapsOfIds(capture: CaptureFile, request: AuditRequest): string[] {
  const wanted = wantedBy(request);
  if (wanted === null) return [];
  const gaps: string[] = [];
  const records = [...wantedRecords(wanted)];
  const isAbsent = ({ recordType, id }: LookedAt): boolean =>
    !capture.hasRow(RAISE_STREAM[recordType], id) &&
    !capture.isQuarantined(RAISE_STREAM[recordType], id);
  const unread = records.filter((record) => isUnread(capture, record));
  // That a record is there no more is an answer to a re-check, and a mistake in a list of ids.
  const absent =
    request.ids === null ? [] : records.filter((each) => isAbsent(each) && !unread.includes(each));
  if (absent.length > 0) gaps.push(`Raise has no record of ${idsText(absent)}.`);
  for (const product of ['raise', 'crm'] as const) {
    const ofOne = unread.filter((record) => record.product === product);
    if (ofOne.length > 0)
      gaps.push(
        `${PRODUCT_WORDS[product]} was asked for ${idsText(ofOne)} without an answer that says anything: audit them again.`,
      );
  }
  return gaps;
}

function idsText(records: readonly LookedAt[]): string {
  const ids = records.map(({ id }) => id);
  return `${ids.length === 1 ? 'id' : 'ids'} ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ' …' : ''}`;
}
