import { isAmountOf } from '../matching/compare-gift.ts';
import { parseAmount } from '../model/money.ts';
import type { RecordType } from '../model/record-type.ts';
import { isSure, type ConventionStanding, type LinkConvention } from '../model/report.ts';
import type { CapturedRecords } from '../staging/captured-records.ts';
import type { FoundForm } from '../staging/link-forms.ts';
import { looksLikeDonor } from './judge-sampled.ts';

/** A form with what its sample showed and what it is worth. */
export interface JudgedForm extends LinkConvention {
  readonly formId: number;
}

const PROVED = 0.9;
const DOUBTFUL = 0.2;

/**
 * Judges the forms of one record type (docs/decisions/0002, Conventions). `records` must hold every form as in use, so
 * that agreement can be looked at.
 */
export function judgeForms(
  type: RecordType,
  forms: readonly FoundForm[],
  named: { readonly sources: readonly string[]; readonly prefixes: readonly string[] },
  records: CapturedRecords,
  country: string,
): JudgedForm[] {
  const sampled = forms.map((form) => ({ form, ...agreement(type, form, records, country) }));
  const isNamed = ({ form, resolved }: (typeof sampled)[number]): boolean => {
    if (form.prefix === '*') return false;
    const isSource =
      named.sources.length === 0 ||
      named.sources.some((source) => source.toLowerCase() === form.source.toLowerCase());
    if (named.prefixes.length > 0) return isSource && named.prefixes.includes(form.prefix);
    if (named.sources.length === 0 || !isSource) return false;
    const siblings = forms.filter(
      (other) => other.source.toLowerCase() === form.source.toLowerCase() && other.prefix !== '*',
    );
    return resolved > 0 || siblings.length === 1;
  };
  const first = sampled.map((entry) => ({
    ...entry,
    standing: isNamed(entry) ? ('confirmed' as const) : standingOf(entry),
  }));
  return first.map(({ form, resolved, agreed, standing }) => ({
    formId: form.id,
    recordType: type,
    source: form.source,
    prefix: form.prefix,
    references: form.references,
    sampled: form.sample.length,
    resolved,
    agreed,
    standing:
      standing === 'foreign' &&
      form.prefix !== '*' &&
      first.some((other) => isSibling(other.form, form) && isSure(other.standing))
        ? 'legacy'
        : standing,
  }));
}

/** What an earlier run learned of the forms stands; single records can't judge them. Not all need be among what was read. */
export function standAsBefore(
  type: RecordType,
  found: readonly FoundForm[],
  before: readonly LinkConvention[],
): JudgedForm[] {
  const known = before.filter(({ recordType }) => recordType === type);
  const unknown = found.filter((form) => !known.some((convention) => isSame(form, convention)));
  return [
    ...known.map((convention) => ({
      ...convention,
      formId: found.find((form) => isSame(form, convention))?.id ?? NOWHERE,
    })),
    ...unknown.map(({ id, source, prefix, references }) => ({
      formId: id,
      recordType: type,
      source,
      prefix,
      references,
      sampled: 0,
      resolved: 0,
      agreed: 0,
      standing: 'foreign' as const,
    })),
  ];
}

/**
 * What earlier runs learned stands where the records that were read are too few to say anything, and do not contradict it. A form that is in
 * use is known even if none of them has it.
 */
export function withKnown(
  type: RecordType,
  judged: readonly JudgedForm[],
  before: readonly LinkConvention[],
): JudgedForm[] {
  const known = before.filter(({ recordType }) => recordType === type);
  const isUnsure = ({ standing, sampled, resolved, agreed }: JudgedForm): boolean =>
    !isSure(standing) && sampled < ENOUGH && agreed >= PROVED * resolved;
  const unmet = known.filter(
    (convention) => isSure(convention.standing) && !judged.some((own) => isSame(own, convention)),
  );
  return [
    ...judged.map((own) => {
      const learned = known.find((convention) => isSame(own, convention));
      return learned !== undefined && isUnsure(own) ? { ...learned, formId: own.formId } : own;
    }),
    ...unmet.map((convention) => ({ ...convention, formId: NOWHERE })),
  ];
}

/** So many references are a sample in their own right, whatever was learned before. */
const ENOUGH = 20;

type NamedForm = Pick<LinkConvention, 'source' | 'prefix'>;

function isSame(a: NamedForm, b: NamedForm): boolean {
  return a.prefix === b.prefix && a.source.toLowerCase() === b.source.toLowerCase();
}

/** No form of any record. */
const NOWHERE = -1;

function standingOf({
  form,
  resolved,
  agreed,
}: {
  form: FoundForm;
  resolved: number;
  agreed: number;
}): ConventionStanding {
  const sampled = form.sample.length;
  if (sampled === 0 || resolved === 0) return 'foreign';
  if (resolved >= PROVED * sampled && agreed >= PROVED * resolved) return 'proved';
  return agreed >= DOUBTFUL * sampled ? 'doubtful' : 'foreign';
}

function isSibling(a: FoundForm, b: FoundForm): boolean {
  return a.id !== b.id && a.source.toLowerCase() === b.source.toLowerCase();
}

function agreement(
  type: RecordType,
  form: FoundForm,
  records: CapturedRecords,
  country: string,
): { resolved: number; agreed: number } {
  let resolved = 0;
  let agreed = 0;
  for (const raiseId of form.sample) {
    if (!records.keyOf(type, raiseId).exists) continue;
    resolved += 1;
    if (agrees(type, form, raiseId, records, country)) agreed += 1;
  }
  return { resolved, agreed };
}

function agrees(
  type: RecordType,
  form: FoundForm,
  raiseId: string,
  records: CapturedRecords,
  country: string,
): boolean {
  switch (type) {
    case 'gift': {
      const gift = records.gift(raiseId);
      const group = records.crmGiftsOfForm(raiseId, form.id).filter((crm) => !crm.isReversal);
      return (
        gift !== null &&
        isAmountOf(
          gift,
          group.reduce((sum, crm) => sum + crm.amountMinor, 0),
          0,
        )
      );
    }
    case 'recurring_gift': {
      const schedule = records.schedule(raiseId);
      return records.crmSchedulesReferringTo(raiseId).some((crm) => {
        const amount = schedule === null ? null : parseAmount(crm.amountText, schedule.currency);
        return amount?.ok === true && amount.amountMinor === schedule?.amountMinor;
      });
    }
    case 'donor': {
      const donor = records.donor(raiseId);
      if (donor === null) return false;
      const key = records.keyOf('donor', raiseId).crmId;
      return records
        .contactsReferringTo(raiseId)
        .some((contact) => contact.id === key || looksLikeDonor(donor, contact, country));
    }
  }
}
