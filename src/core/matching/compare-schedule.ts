import { formatDay } from '../model/days.ts';
import type { FieldDifference } from '../model/finding.ts';
import { isScheduleCancelled } from '../model/gift-status.ts';
import { parseAmount, toDecimalText } from '../model/money.ts';
import type { CrmSchedule, RaiseSchedule } from '../model/records.ts';
import type { Tolerances } from './compare-gift.ts';

/**
 * The fields of a schedule and its CRM+ schedule that differ, the contact aside. CRM+ tells no currency and Raise's status
 * numbers aren't documented (docs/api-facts.md A7, B5): these are not compared.
 */
export function compareSchedule(
  raise: RaiseSchedule,
  crm: CrmSchedule,
  tolerances: Tolerances,
): FieldDifference[] {
  const differences: FieldDifference[] = [];
  const amount = parseAmount(crm.amountText, raise.currency);
  if (!amount.ok || Math.abs(amount.amountMinor - raise.amountMinor) > tolerances.amountMinor) {
    differences.push({
      field: 'amount',
      raise: toDecimalText(raise.amountMinor, raise.currency),
      crm: amount.ok ? toDecimalText(amount.amountMinor, raise.currency) : crm.amountText,
    });
  }
  if (raise.frequency !== null && crm.frequency !== null && raise.frequency !== crm.frequency) {
    differences.push({
      field: 'frequency',
      raise: raise.frequencyText ?? `${raise.frequency} a year`,
      crm: crm.frequencyText,
    });
  }
  const isCancelled = isScheduleCancelled(raise.statusText);
  if (isCancelled !== null && isCancelled !== crm.isCancelled) {
    differences.push({
      field: 'status',
      raise: raise.statusText,
      crm: crm.isCancelled ? 'cancelled' : 'active',
    });
  }
  if (
    raise.startDay !== null &&
    crm.startDay !== null &&
    Math.abs(raise.startDay - crm.startDay) > tolerances.dateDays
  ) {
    differences.push({
      field: 'startDate',
      raise: formatDay(raise.startDay),
      crm: formatDay(crm.startDay),
    });
  }
  return differences;
}
