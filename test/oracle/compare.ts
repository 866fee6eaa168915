import type { FieldName } from '../../src/core/model/finding.ts';
import {
  decimalsOf,
  minorOf,
  type Contact,
  type CrmGift,
  type CrmSchedule,
  type Donor,
  type RaiseGift,
  type RaiseSchedule,
  type Share,
} from './wire.ts';

/** Days that a date may be off (product.md section 3). */
const DATE_TOLERANCE = 1;
const REFUNDED = ['refunded', 'refund', 'chargeback', 'chargedback'];
const NOT_SYNCED =
  'declined pending failed voided void cancelled canceled processing error expired rejected abandoned'.split(
    ' ',
  );
const SCHEDULE_NOT_SYNCED = 'declined pending failed voided void rejected'.split(' ');

export const isRefunded = (status: string): boolean => REFUNDED.includes(status);
export const isUnsyncedStatus = (status: string): boolean => NOT_SYNCED.includes(status);
export const isUnsyncedScheduleStatus = (status: string): boolean =>
  SCHEDULE_NOT_SYNCED.includes(status);

export function compareDonor(donor: Donor, contact: Contact): FieldName[] {
  const fields: FieldName[] = [];
  if (donor.isOrganization) {
    if (donor.organizationName !== '' && !contact.names.includes(donor.organizationName))
      fields.push('organizationName');
  } else if (donor.names.length > 0 && !donor.names.some((name) => contact.names.includes(name))) {
    fields.push('name');
  }
  if (donor.email !== '' && !contact.emails.includes(donor.email)) fields.push('email');
  if (donor.phone !== '' && !contact.phones.includes(donor.phone)) fields.push('phone');
  if (contact.isArchived !== null && contact.isArchived !== donor.isArchived)
    fields.push('archived');
  return fields;
}

/** `rows` are the CRM+ gifts of the group without reversals, `net` is the whole group's sum. */
export function compareGift(gift: RaiseGift, rows: readonly CrmGift[], net: number): FieldName[] {
  const fields: FieldName[] = [];
  const isOneCurrency = rows.every((row) => row.currency === gift.currency);
  // A refunded gift's reversal is judged by refund_not_reversed; an approved gift's reversal takes its amount away.
  const sum = isRefunded(gift.status) ? rows.reduce((total, row) => total + row.minor, 0) : net;
  if (!isOneCurrency) fields.push('currency');
  if (sum !== gift.minor && sum !== gift.minor + gift.costs) fields.push('amount');
  if (rows.some((row) => Math.abs(row.day - gift.day) > DATE_TOLERANCE)) fields.push('date');
  if (isOneCurrency && projectsDiffer(gift, rows)) fields.push('projects');
  if (isUnsyncedStatus(gift.status)) fields.push('status');
  return fields;
}

export function compareSchedule(
  schedule: RaiseSchedule,
  other: CrmSchedule,
  isOnRightContact: boolean,
): FieldName[] {
  const fields: FieldName[] = [];
  // CRM+ names no currency here, so both amounts are brought to four decimals.
  if (
    minorOf(other.amount, 'XXX', 4) !==
    schedule.minor * 10 ** (4 - decimalsOf(schedule.currency))
  )
    fields.push('amount');
  if (schedule.perYear !== null && other.perYear !== null && schedule.perYear !== other.perYear)
    fields.push('frequency');
  const isCancelled = schedule.status.startsWith('cancel');
  const isActive = /^(active|approved|current)$/.test(schedule.status);
  if ((isCancelled || isActive) && isCancelled !== other.isCancelled) fields.push('status');
  if (
    schedule.startDay !== null &&
    other.startDay !== null &&
    Math.abs(schedule.startDay - other.startDay) > DATE_TOLERANCE
  )
    fields.push('startDate');
  if (!isOnRightContact) fields.push('contact');
  return fields;
}

function projectsDiffer(gift: RaiseGift, rows: readonly CrmGift[]): boolean {
  const ours = sumByName(gift.projects);
  const theirs = sumByName(rows.flatMap((row) => row.shares));
  if (ours.size === 0 || theirs.size === 0) return false;
  if (isSameSplit(ours, theirs)) return false;
  if (gift.costs === 0) return true;
  for (const [name, minor] of theirs) {
    if (!ours.has(name) && minor === gift.costs && /fee|cost/.test(name)) {
      const rest = new Map(theirs);
      rest.delete(name);
      if (isSameSplit(ours, rest)) return false;
    }
    if (isSameSplit(ours, new Map(theirs).set(name, minor - gift.costs))) return false;
  }
  return true;
}

/** Name -> amount; empty if any share has no name, for then the split can't be compared. */
function sumByName(shares: readonly Share[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const share of shares) {
    if (share.name === '') return new Map();
    sums.set(share.name, (sums.get(share.name) ?? 0) + share.minor);
  }
  return sums;
}

function isSameSplit(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([name, minor]) => b.get(name) === minor);
}
