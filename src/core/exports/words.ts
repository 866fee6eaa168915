import { formatMoney } from '../model/money.ts';
import type { FieldDifference } from '../model/finding.ts';
import type { AuditReport, RunParameters } from '../model/report.ts';
import type { CountAndAmount, TieOutRow } from '../model/tie-out.ts';
import { RECORD_WORDS } from '../model/record-type.ts';
import { ACTOR_WORDS, causeEntry, stateEntry } from '../model/states.ts';
import type { State } from '../model/states.ts';
import { countAccepted, countToActOn } from '../model/to-act-on.ts';

export function yesNo(value: boolean | null): string {
  return value === null ? '' : value ? 'yes' : 'no';
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1,234" */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** "2026-02-01 06:00", in UTC like all instants here. */
export function instantText(utc: string): string {
  return utc.slice(0, 16).replace('T', ' ');
}

/** The whole result of a run in one sentence, whatever part of its findings is exported; accepted ones are counted apart. */
export function resultSentence(report: Pick<AuditReport, 'run' | 'summary' | 'accepted'>): string {
  const { run } = report;
  const acting = countToActOn(report);
  const accepted = countAccepted(report);
  const apart = accepted === 0 ? '' : `, ${countText(accepted)} more ${isOrAre(accepted)} accepted`;
  const findings =
    (acting === 1 ? '1 finding needs action' : `${countText(acting)} findings need action`) + apart;
  if (run.status === 'not_verified') {
    return `Not verified: something could not be read or proved, so what is not listed here is not shown to be right; ${findings}.`;
  }
  if (acting > 0) return `Verified: everything was read and compared; ${findings}.`;
  return `Verified: everything was read and compared; nothing needs action${apart}.`;
}

export function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** "2026-01-01 to 2026-01-31", "all time". */
export function periodWords({ from, to }: RunParameters): string {
  if (from === null && to === null) return 'all time';
  return `${from ?? 'the beginning'} to ${to ?? 'now'}`;
}

export function recordWords({ records }: RunParameters): string {
  return records.map((type) => RECORD_WORDS[type].many).join(', ');
}

/** Who acts on a state, and on which of its causes somebody else does. */
export function actorSentence(state: State): string {
  const entry = stateEntry(state);
  const others = Object.values(entry.causes)
    .filter((cause) => cause.whoActs !== undefined && cause.whoActs !== entry.whoActs)
    .map((cause) => `${ACTOR_WORDS[cause.whoActs ?? entry.whoActs]} where “${cause.words}”`);
  return `Who acts: ${[ACTOR_WORDS[entry.whoActs], ...others].join('; ')}.`;
}

/** "amount: 10.00 in Raise, 12.00 in CRM+; date: …" */
export function differenceText(fields: readonly FieldDifference[]): string {
  return fields
    .map(
      ({ field, raise, crm }) =>
        `${field}: ${raise ?? 'nothing'} in Raise, ${crm ?? 'nothing'} in CRM+`,
    )
    .join('; ');
}

/** What explains a line of the tie-out: "Missing in CRM+ (overdue): 3, 120.00 USD; …" */
export function explanationText({
  explained,
  currency,
}: Pick<TieOutRow, 'explained' | 'currency'>): string {
  return explained
    .map((part) => {
      const name = `${stateEntry(part.state).title} (${causeEntry(part.state, part.cause).words})`;
      const amount = currency === null ? '' : `, ${formatMoney(part.amountMinor, currency)}`;
      return `${name}: ${countText(part.count)}${amount}`;
    })
    .join('; ');
}

export function sumOf(parts: readonly CountAndAmount[]): CountAndAmount {
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
  };
}
