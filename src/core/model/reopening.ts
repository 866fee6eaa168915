import type { FieldDifference, FieldName, Finding } from './finding.ts';
import { formatMoney } from './money.ts';
import { causeWords } from './states.ts';
import type { Triage } from './triage.ts';

/**
 * What a finding said when it was accepted. Its evidence is no part of it: that sentence carries ages, which change with every day.
 */
export type AcceptedBasis = Pick<
  Finding,
  'cause' | 'amountMinor' | 'currency' | 'fields' | 'relatedRaiseIds' | 'relatedCrmIds'
>;

/** What persons decided, with what it rests on. */
export interface HeldTriage extends Pick<Triage, 'status' | 'accepted'> {
  /** What was accepted, as it was in the run as of `asOfUtc`; null if it isn't accepted. */
  readonly basis: { readonly said: AcceptedBasis; readonly asOfUtc: string } | null;
  /** When somebody called it resolved; null if nobody does. */
  readonly resolvedUtc: string | null;
}

/** A run as far as it opens findings again. */
export interface ReopeningRun {
  readonly asOfUtc: string;
  /** The day of that instant in the customer's zone, YYYY-MM-DD. */
  readonly asOfDay: string;
}

export const REOPENING_KINDS = ['changed', 'lapsed', 'still_there'] as const;
export type ReopeningKind = (typeof REOPENING_KINDS)[number];

/**
 * Whether a finished run opens a finding again, and why, as a sentence: it changed after it was accepted, the acceptance's day
 * has passed, or it was called resolved and is still there. A run that looked before the decision proves nothing against it.
 */
export function reopening(
  held: HeldTriage,
  finding: AcceptedBasis,
  run: ReopeningRun,
): { readonly kind: ReopeningKind; readonly why: string } | null {
  const { accepted, basis, status, resolvedUtc } = held;
  if (accepted !== null && basis !== null && run.asOfUtc >= basis.asOfUtc) {
    const changes = changesOf(basis.said, finding);
    if (changes.length > 0)
      return { kind: 'changed', why: `It changed after it was accepted: ${changes.join('; ')}.` };
  }
  if (accepted !== null && accepted.untilDay !== null && run.asOfDay > accepted.untilDay)
    return {
      kind: 'lapsed',
      why: `It was accepted until ${accepted.untilDay}; that day has passed, and it is still there.`,
    };
  if (status === 'resolved' && resolvedUtc !== null && run.asOfUtc > resolvedUtc)
    return {
      kind: 'still_there',
      why: `It was called resolved on ${resolvedUtc.slice(0, 10)} (UTC), and a later audit still finds it.`,
    };
  return null;
}

/** What makes a finding another one than the one that was accepted, in words; the order of lists doesn't. */
function changesOf(was: AcceptedBasis, is: AcceptedBasis): string[] {
  const changes: string[] = [];
  const note = (what: string, before: string, after: string): void => {
    if (before !== after) changes.push(`${what} ${before}, now ${after}`);
  };
  if (was.cause !== is.cause) note('the cause was', causeWords(was.cause), causeWords(is.cause));
  if (was.amountMinor !== is.amountMinor || was.currency !== is.currency)
    note('the amount was', moneyOf(was), moneyOf(is));
  const fields = new Set([...was.fields, ...is.fields].map(({ field }) => field));
  for (const field of fields) {
    const change = fieldChange(field, valuesOf(was, field), valuesOf(is, field));
    if (change !== null) changes.push(change);
  }
  note('related Raise records were', listOf(was.relatedRaiseIds), listOf(is.relatedRaiseIds));
  note('related CRM+ records were', listOf(was.relatedCrmIds), listOf(is.relatedCrmIds));
  return changes;
}

/** Personal values are left out: a reason is shown where donors are masked, too. */
const PERSONAL: ReadonlySet<FieldName> = new Set([
  'name',
  'organizationName',
  'email',
  'phone',
  'contact',
]);

function fieldChange(
  field: FieldName,
  was: FieldDifference | null,
  is: FieldDifference | null,
): string | null {
  const name = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (was === null) return `the ${name} differs now`;
  if (is === null) return `the ${name} does not differ any more`;
  if (was.raise === is.raise && was.crm === is.crm) return null;
  if (PERSONAL.has(field)) return `the ${name} differs in another way`;
  return `the ${name} was ${sidesOf(was)}, now ${sidesOf(is)}`;
}

function valuesOf({ fields }: AcceptedBasis, name: FieldName): FieldDifference | null {
  return fields.find(({ field }) => field === name) ?? null;
}

function sidesOf({ raise, crm }: FieldDifference): string {
  return `${raise ?? 'nothing'} in Raise and ${crm ?? 'nothing'} in CRM+`;
}

function moneyOf({ amountMinor, currency }: AcceptedBasis): string {
  return amountMinor === null ? (currency ?? 'none') : formatMoney(amountMinor, currency);
}

function listOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : [...ids].sort().join(', ');
}
