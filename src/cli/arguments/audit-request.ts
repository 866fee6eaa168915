import { DEFAULT_REQUEST, type AuditRequest } from '../../core/auditor.ts';
import { isTimeZone } from '../../core/model/instants.ts';
import type { RecordType } from '../../core/model/record-type.ts';
import { callerPath } from '../caller-folder.ts';
import { quoteTyped } from '../nearest.ts';
import { dayArgument } from './days.ts';
import { readIds } from './ids-file.ts';
import { numberOf } from './numbers.ts';
import type { Arguments } from './parse.ts';
import { readRecords } from './records.ts';
import { usage } from './usage.ts';

/** Hours in a year: a longer lag would hide everything. */
const MOST_LAG_HOURS = 8760;

/** What is to be audited, from the flags. @throws Failure usage */
export function readRequest(args: Arguments, env: NodeJS.ProcessEnv): AuditRequest {
  const fromDay = dayArgument(args, 'from');
  const toDay = dayArgument(args, 'to');
  if (fromDay !== null && toDay !== null && fromDay > toDay)
    throw usage('--from is after --to: the first day comes first.');
  const path = args.one('ids');
  const ids = path === undefined ? null : readIds(callerPath(path, env));
  const linkSources = args.many('link-source').map((source) => source.trim());
  const linkPrefixes = args.many('link-prefix').map((prefix) => prefix.trim());
  if (linkPrefixes.length > 0 && linkSources.length === 0) {
    throw usage('--link-prefix needs --link-source: a convention is a source’s name and a prefix.');
  }
  return {
    ...DEFAULT_REQUEST,
    records: recordsOf(args, ids !== null),
    fromDay,
    toDay,
    ids,
    linkSources,
    linkPrefixes,
    timeZone: timeZoneOf(args),
    modifiedFromDay: dayArgument(args, 'modified-from'),
    lagHours:
      numberOf(args, 'lag-hours', { least: 0, most: MOST_LAG_HOURS, isWhole: false }) ??
      DEFAULT_REQUEST.lagHours,
    dateToleranceDays:
      numberOf(args, 'date-tolerance-days', { least: 0, most: 31 }) ??
      DEFAULT_REQUEST.dateToleranceDays,
    amountToleranceMinor:
      numberOf(args, 'amount-tolerance-minor', { least: 0, most: 1_000_000_000 }) ??
      DEFAULT_REQUEST.amountToleranceMinor,
    pageSize: numberOf(args, 'page-size', { least: 1, most: 1000 }) ?? DEFAULT_REQUEST.pageSize,
    includeTestMode: args.has('include-test-mode'),
  };
}

function recordsOf(args: Arguments, hasIds: boolean): readonly RecordType[] {
  const text = args.one('records');
  if (text === undefined) return hasIds ? ['donor'] : DEFAULT_REQUEST.records;
  const records = readRecords([text], 'records');
  if (hasIds && records.length !== 1)
    throw usage('--ids needs exactly one record type: --records donors, gifts or recurring-gifts.');
  return records;
}

function timeZoneOf(args: Arguments): string | null {
  const zone = args.one('time-zone')?.trim();
  if (zone === undefined) return null;
  // Offsets are refused: they know no daylight saving time.
  if (!isTimeZone(zone) || /^[-+]/.test(zone)) {
    throw usage(
      `--time-zone: ${quoteTyped(zone)} is no zone this machine knows; write it like America/Phoenix.`,
    );
  }
  return zone;
}
