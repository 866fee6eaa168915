import type { RecordType } from '../../src/core/model/record-type.ts';
import type { Judging, Verdict } from './classify.ts';
import { liveClaims, standingOf, usedRefs } from './conventions.ts';
import { keyedIds, sayer } from './links.ts';
import { byId, contactOf, raiseRecord } from './records.ts';
import type { CrmGift, Donor } from './wire.ts';

/** States 1 and 10 for CRM+ records without a Raise record. */
export function crmOnly(
  judging: Judging,
  type: RecordType,
  assigned: ReadonlySet<CrmGift> = new Set(),
): Verdict[] {
  const { records, conventions } = judging;
  const verdicts: Verdict[] = [];
  const taken = new Set([...assigned].map((c) => c.id));
  for (const record of liveClaims(records, type)) {
    const isKeyed = keyedIds(judging)[type].has(record.id ?? '');
    const used = usedRefs(conventions[type], record);
    const isNamed = used.some((ref) => raiseRecord(records, type, ref.raiseId));
    if (isKeyed || isNamed || taken.has(record.id)) continue;
    if (!record.readable) {
      verdicts.push(
        sayer(type, used[0]?.raiseId ?? null)('unreadable', 'not_parseable', record.id),
      );
      continue;
    }
    const certain = used.find((ref) => standingOf(conventions[type], ref) !== 'doubtful');
    const legacy = record.refs.find((ref) => standingOf(conventions[type], ref) === 'legacy');
    const ref = certain ?? (used.length === 0 ? legacy : undefined);
    if (!ref) continue;
    const say = sayer(type, ref.raiseId);
    const merged = certain && type === 'donor' ? mergedInto(judging, record.id) : [];
    if (!certain) verdicts.push(say('missing_in_raise', 'legacy_id', record.id));
    else if (merged.length > 0)
      verdicts.push({
        ...say('missing_in_raise', 'possibly_merged_in_raise', record.id),
        relatedRaiseIds: merged,
      });
    else verdicts.push(say('missing_in_raise', 'raise_record_absent', record.id));
  }
  return verdicts;
}

/** Donors that may be what became of the donor whom a contact names: same email, or same name and phone. */
function mergedInto({ records }: Judging, contactId: string | null): string[] {
  const contact = contactOf(records, contactId);
  const isIt = (d: Donor): boolean =>
    contact !== undefined &&
    (d.emails.some((email) => contact.emails.includes(email)) ||
      ([...d.names, d.organizationName].some(
        (name) => name !== '' && contact.names.includes(name),
      ) &&
        d.phones.some((phone) => contact.phones.includes(phone))));
  return records.donors
    .filter((d) => d.readable && !d.isErased && isIt(d))
    .map((d) => d.id ?? '')
    .toSorted(byId);
}
