import type { FieldDifference } from '../model/finding.ts';
import { compareDonor } from '../matching/compare-donor.ts';
import { compareGift } from '../matching/compare-gift.ts';
import { compareSchedule } from '../matching/compare-schedule.ts';
import {
  counterparts,
  type Check,
  type DonorCase,
  type GiftCase,
  type ScheduleCase,
  type Verdict,
} from './case.ts';
import { ageText, isYoung } from './expectation.ts';

/** State 12: paired and linked, compared fields differ beyond tolerance. */
export const fieldDrift: Check = {
  state: 'field_drift',
  donor: (c) => {
    const target = c.target();
    return target?.kind === 'found'
      ? drift(c, compareDonor(c.raise, target.record, c.rules.country), target.record.id, [])
      : null;
  },
  gift: (c) => {
    const group = [...counterparts(c), ...c.pairedReversals];
    const originals = group
      .filter((gift) => !gift.isReversal)
      .sort((a, b) => Number(a.id) - Number(b.id));
    const [first, ...others] = originals;
    return first
      ? drift(
          c,
          compareGift(c.raise, group, c.rules.tolerances),
          first.id,
          others.map((gift) => gift.id),
        )
      : null;
  },
  schedule: (c) => {
    const [crm] = counterparts(c);
    if (!crm) return null;
    const fields = compareSchedule(c.raise, crm, c.rules.tolerances);
    const rightful = crm.contactId === null ? null : c.rightfulContacts();
    if (
      crm.contactId !== null &&
      rightful !== null &&
      !rightful.ids.includes(crm.contactId) &&
      !rightful.isRightful(crm.contactId)
    ) {
      fields.push({ field: 'contact', raise: rightful.ids.join(', '), crm: crm.contactId });
    }
    return drift(c, fields, crm.id, []);
  },
};

function drift(
  c: DonorCase | GiftCase | ScheduleCase,
  fields: readonly FieldDifference[],
  crmId: string,
  relatedCrmIds: readonly string[],
): Verdict | null {
  if (fields.length === 0) return null;
  const said = fields
    .map((d) => `${d.field}: Raise ${quoted(d.raise)}, CRM+ ${quoted(d.crm)}`)
    .join('; ');
  const young = isYoung(c.raise.modifiedAt, c.rules);
  return {
    state: 'field_drift',
    cause: young ? 'within_lag_window' : 'fields_differ',
    evidence: young ? `${said}. ${ageText(c.raise.modifiedAt, 'Modified', c.rules)}.` : `${said}.`,
    crmId,
    relatedCrmIds,
    fields,
  };
}

function quoted(value: string | null): string {
  return value === null ? 'has none' : `“${value}”`;
}
