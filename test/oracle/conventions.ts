import type { RecordType } from '../../src/core/model/record-type.ts';
import { crmSideOf, raiseSideOf, type CrmSide, type Records } from './records.ts';
import type { GivenConvention, OracleOptions, Standing } from './world.ts';
import {
  decimalsOf,
  minorOf,
  type Donor,
  type RaiseGift,
  type RaiseSchedule,
  type Ref,
} from './wire.ts';

/** Names the standing of each form that a type's CRM+ records use, from docs/decisions/0002 "Conventions". */
export function learnConventions(
  records: Records,
  type: RecordType,
  options: OracleOptions,
): GivenConvention[] {
  const given = options.conventions?.filter((c) => c.recordType === type);
  if (given && given.length > 0) return [...given];

  const sources = (options.linkSources ?? []).map((s) => s.toLowerCase());
  const prefixes = options.linkPrefixes ?? [];
  const forms = new Map<string, { source: string; prefix: string; refs: Ref[] }>();
  for (const source of sources) {
    for (const prefix of prefixes) forms.set(`${source}\n${prefix}`, { source, prefix, refs: [] });
  }
  for (const record of liveClaims(records, type)) {
    for (const ref of record.refs) {
      const name = `${ref.source}\n${ref.prefix}`;
      const form = forms.get(name) ?? { source: ref.source, prefix: ref.prefix, refs: [] };
      // A reference counts once, however many rows carry it (splits, reversals).
      if (!form.refs.some((other) => other.raiseId === ref.raiseId)) form.refs.push(ref);
      forms.set(name, form);
    }
  }

  const judged = [...forms.values()].map((form): GivenConvention & { isLearned: boolean } => {
    const resolved = form.refs.filter((ref) =>
      raiseSideOf(records, type).some((r) => r.id === ref.raiseId),
    );
    const agreed = resolved.filter((ref) => agrees(records, type, ref));
    const isOnlyFormOfSource =
      [...forms.values()].filter((f) => f.source === form.source).length === 1;
    const isConfirmed =
      prefixes.length > 0
        ? prefixes.includes(form.prefix) && (sources.length === 0 || sources.includes(form.source))
        : sources.includes(form.source) && (resolved.length > 0 || isOnlyFormOfSource);
    const resolvedShare = form.refs.length === 0 ? 0 : resolved.length / form.refs.length;
    const agreedShare = resolved.length === 0 ? 0 : agreed.length / resolved.length;
    let standing: Standing = 'foreign';
    if (isConfirmed) standing = 'confirmed';
    else if (resolvedShare >= 0.9 && agreedShare >= 0.9) standing = 'proved';
    else if (form.refs.length > 0 && agreed.length / form.refs.length >= 0.2) standing = 'doubtful';
    return {
      recordType: type,
      source: form.source,
      prefix: form.prefix,
      standing,
      isLearned: standing === 'confirmed' || standing === 'proved',
    };
  });
  return judged.map(({ isLearned: _, ...form }) =>
    form.standing === 'foreign' &&
    judged.some((other) => other.isLearned && other.source === form.source)
      ? { ...form, standing: 'legacy' }
      : form,
  );
}

export function standingOf(conventions: readonly GivenConvention[], ref: Ref): Standing {
  return (
    conventions.find((c) => c.source.toLowerCase() === ref.source && c.prefix === ref.prefix)
      ?.standing ?? 'foreign'
  );
}

/** The references of a CRM+ record that pair: those of a confirmed, proved or doubtful form. */
export function usedRefs(conventions: readonly GivenConvention[], record: CrmSide): Ref[] {
  return record.refs.filter((ref) =>
    ['confirmed', 'proved', 'doubtful'].includes(standingOf(conventions, ref)),
  );
}

/** Records whose references count: a contact that was merged away speaks for nobody, its survivor does. */
export function liveClaims(records: Records, type: RecordType): readonly CrmSide[] {
  return crmSideOf(records, type).filter(
    (c) => type !== 'donor' || records.contacts.find((k) => k.id === c.id)?.mergedInto == null,
  );
}

function agrees(records: Records, type: RecordType, ref: Ref): boolean {
  const isSame = (other: Ref): boolean =>
    other.source === ref.source && other.prefix === ref.prefix && other.raiseId === ref.raiseId;
  if (type === 'donor') {
    const donor: Donor | undefined = records.donors.find((d) => d.id === ref.raiseId);
    const contacts = records.contacts.filter((c) => c.mergedInto === null && c.refs.some(isSame));
    if (!donor) return false;
    return contacts.some(
      (c) =>
        (donor.key.kind === 'crm' && donor.key.text === c.id) ||
        c.emails.some((email) => donor.emails.includes(email)) ||
        c.names.some((name) => donor.names.includes(name) || name === donor.organizationName),
    );
  }
  if (type === 'gift') {
    const gift: RaiseGift | undefined = records.gifts.find((g) => g.id === ref.raiseId);
    const rows = records.crmGifts.filter(
      (c) => c.refs.some(isSame) && c.readable && !c.isReversing && c.minor >= 0,
    );
    const sum = rows.reduce((total, row) => total + row.minor, 0);
    return gift !== undefined && (sum === gift.minor || sum === gift.minor + gift.costs);
  }
  const schedule: RaiseSchedule | undefined = records.schedules.find((s) => s.id === ref.raiseId);
  const rows = records.crmSchedules.filter((c) => c.refs.some(isSame) && c.readable);
  return (
    schedule?.readable === true &&
    rows.some(
      (row) =>
        minorOf(row.amount, 'XXX', 4) ===
        schedule.minor * 10 ** (4 - decimalsOf(schedule.currency)),
    )
  );
}
