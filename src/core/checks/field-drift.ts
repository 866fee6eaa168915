import { driftText } from '../model/drift-words.ts';
import type { FieldDifference } from '../model/finding.ts';
import { compareDonor } from '../matching/compare-donor.ts';
import { compareGift } from '../matching/compare-gift.ts';
import type { CrmContact, CrmGift, CrmSchedule } from '../model/records.ts';
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
      ? drift(c, compareDonor(c.raise, target.record, c.rules.country), [target.record])
      : null;
  },
  gift: (c) => {
    const group = [...counterparts(c), ...c.pairedReversals];
    const originals = group
      .filter((gift) => !gift.isReversal)
      .sort((a, b) => Number(a.id) - Number(b.id));
    return drift(c, compareGift(c.raise, group, c.rules.tolerances), originals);
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
    return drift(c, fields, [crm]);
  },
};

function drift(
  c: DonorCase | GiftCase | ScheduleCase,
  fields: readonly FieldDifference[],
  [first, ...others]: readonly (CrmContact | CrmGift | CrmSchedule)[],
): Verdict | null {
  if (fields.length === 0 || first === undefined) return null;
  const said = driftText(fields);
  const pending = pendingText(c, [first, ...others]);
  return {
    state: 'field_drift',
    cause: pending === null ? 'fields_differ' : 'within_lag_window',
    evidence: pending === null ? said : `${said} ${pending}`,
    crmId: first.id,
    relatedCrmIds: others.map(({ id }) => id),
    fields,
  };
}

/** Why a difference may settle by itself; null if it may not. */
function pendingText(
  c: DonorCase | GiftCase | ScheduleCase,
  counterparts: readonly (CrmContact | CrmGift | CrmSchedule)[],
): string | null {
  if (isYoung(c.raise.modifiedAt, c.rules))
    return `${ageText(c.raise.modifiedAt, 'Modified', c.rules)}.`;
  const readAt = c.readAt();
  const isNewer = counterparts.some(
    ({ modifiedAt }) => readAt !== null && modifiedAt !== null && modifiedAt > readAt,
  );
  return isNewer
    ? 'CRM+ changed its record after that of Raise was read: the two are not of one moment, so the next audit tells.'
    : null;
}
