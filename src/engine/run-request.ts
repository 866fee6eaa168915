import type { RunScope } from '../contract/runs.ts';
import type { WorkspaceSettings } from '../contract/settings.ts';
import { DEFAULT_REQUEST, type AuditRequest } from '../core/auditor.ts';
import { formatDay, parseDay, type Day } from '../core/model/days.ts';
import { Failure } from '../core/model/failure.ts';
import type { RecordType } from '../core/model/record-type.ts';

/** What a person chose for this run, judged as the workspace's settings say. @throws Failure usage */
export function requestFor(scope: RunScope, settings: WorkspaceSettings): AuditRequest {
  const [fromDay, toDay] = [dayOf(scope.from), dayOf(scope.to)];
  if (fromDay !== null && toDay !== null && fromDay > toDay)
    throw new Failure('usage', 'The period ends before it begins.');
  if (scope.ids !== null && scope.records.length !== 1)
    throw new Failure('usage', 'A list of ids needs exactly one record type.');
  return {
    ...DEFAULT_REQUEST,
    records: scope.records,
    fromDay,
    toDay,
    modifiedFromDay: dayOf(scope.modifiedFrom),
    ids: scope.ids,
    timeZone: settings.timeZone,
    lagHours: settings.lagHours,
    dateToleranceDays: settings.dateToleranceDays,
    amountToleranceMinor: settings.amountToleranceMinor,
    includeTestMode: settings.includeTestMode,
    linkSources: settings.linkSources,
    linkPrefixes: settings.linkPrefixes,
    raiseUrlTemplates: settings.raiseUrlTemplates,
  };
}

/** All records of some types, of all time, judged as the workspace's settings say. */
export function requestForAll(
  records: readonly RecordType[],
  settings: WorkspaceSettings,
): AuditRequest {
  const always = { from: null, to: null, modifiedFrom: null, ids: null };
  return requestFor({ ...always, records: [...records] }, settings);
}

/** What a stored request covered. */
export function scopeOf(request: AuditRequest): RunScope {
  const text = (day: Day | null): string | null => (day === null ? null : formatDay(day));
  return {
    records: [...request.records],
    from: text(request.fromDay),
    to: text(request.toDay),
    modifiedFrom: text(request.modifiedFromDay),
    ids: request.ids === null ? null : [...request.ids],
  };
}

function dayOf(text: string | null): Day | null {
  if (text === null) return null;
  const day = parseDay(text);
  if (day === null) throw new Failure('usage', `${text} is no day of the calendar.`);
  return day;
}
