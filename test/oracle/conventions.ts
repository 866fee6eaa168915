import type { RecordType } from '../../src/core/model/record-type.ts';
import {
  contactOf,
  crmSideOf,
  donorOf,
  giftOf,
  raiseRecord,
  scheduleOf,
  type CrmSide,
  type Records,
} from './records.ts';
import type { GivenConvention, OracleOptions, Standing } from './world.ts';
import { decimalsOf, minorOf, type Ref } from './wire.ts';

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
  interface Form {
    source: string;
    prefix: string;
    /** A reference counts once, however many rows carry it (splits, reversals): Raise id -> ids of its carriers. */
    refs: Map<string, { ref: Ref; carriers: (string | null)[] }>;
  }
  const forms = new Map<string, Form>();
  for (const source of sources) {
    for (const prefix of prefixes)
      forms.set(`${source}\n${prefix}`, { source, prefix, refs: new Map() });
  }
  for (const record of liveClaims(records, type)) {
    for (const ref of record.refs) {
      const name = `${ref.source}\n${ref.prefix}`;
      const form: Form = forms.get(name) ?? {
        source: ref.source,
        prefix: ref.prefix,
        refs: new Map(),
      };
      const entry = form.refs.get(ref.raiseId) ?? { ref, carriers: [] };
      entry.carriers.push(record.id);
      form.refs.set(ref.raiseId, entry);
      forms.set(name, form);
    }
  }

  const judged = [...forms.values()].map((form): GivenConvention => {
    const count = form.refs.size;
    const resolved = [...form.refs.values()].filter(({ ref }) =>
      raiseRecord(records, type, ref.raiseId),
    );
    const agreed = resolved.filter(({ ref, carriers }) => agrees(records, type, ref, carriers));
    const isOnlyFormOfSource =
      [...forms.values()].filter((f) => f.source === form.source).length === 1;
    const isConfirmed =
      prefixes.length > 0
        ? prefixes.includes(form.prefix) && (sources.length === 0 || sources.includes(form.source))
        : sources.includes(form.source) && (resolved.length > 0 || isOnlyFormOfSource);
    const resolvedShare = count === 0 ? 0 : resolved.length / count;
    const agreedShare = resolved.length === 0 ? 0 : agreed.length / resolved.length;
    let standing: Standing = 'foreign';
    if (isConfirmed) standing = 'confirmed';
    else if (resolvedShare >= 0.9 && agreedShare >= 0.9) standing = 'proved';
    else if (count > 0 && agreed.length / count >= 0.2) standing = 'doubtful';
    return { recordType: type, source: form.source, prefix: form.prefix, standing };
  });
  const isLearned = (form: GivenConvention): boolean =>
    form.standing === 'confirmed' || form.standing === 'proved';
  return judged.map((form) =>
    form.standing === 'foreign' &&
    judged.some((other) => isLearned(other) && other.source === form.source)
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
  return type === 'donor'
    ? records.contacts.filter((c) => c.mergedInto === null)
    : crmSideOf(records, type);
}

/** Whether what carries a reference agrees with the Raise record that it names. */
function agrees(
  records: Records,
  type: RecordType,
  ref: Ref,
  carriers: readonly (string | null)[],
): boolean {
  if (type === 'donor') {
    const donor = donorOf(records, ref.raiseId);
    const contacts = carriers.map((id) => contactOf(records, id)).filter((c) => c !== undefined);
    if (!donor) return false;
    return contacts.some(
      (c) =>
        (donor.key.kind === 'crm' && donor.key.text === c.id) ||
        c.emails.some((email) => donor.emails.includes(email)) ||
        c.names.some((name) => donor.names.includes(name) || name === donor.organizationName),
    );
  }
  if (type === 'gift') {
    const gift = giftOf(records, ref.raiseId);
    const rows = records.crmGifts.filter(
      (c) => carriers.includes(c.id) && c.readable && !c.isReversing && c.minor >= 0,
    );
    const sum = rows.reduce((total, row) => total + row.minor, 0);
    return gift !== undefined && (sum === gift.minor || sum === gift.minor + gift.costs);
  }
  const schedule = scheduleOf(records, ref.raiseId);
  const rows = records.crmSchedules.filter((c) => carriers.includes(c.id) && c.readable);
  return (
    schedule?.readable === true &&
    rows.some(
      (row) =>
        minorOf(row.amount, 'XXX', 4) ===
        schedule.minor * 10 ** (4 - decimalsOf(schedule.currency)),
    )
  );
}
