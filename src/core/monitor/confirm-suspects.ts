import { Failure, isFailure, isOfOneCall } from '../model/failure.ts';
import type { StoredLiveRow } from '../model/live-row.ts';
import type { QuickCheck } from '../model/quick-check.ts';
import type { Product } from '../model/record-type.ts';
import { isUnknownState } from '../model/states.ts';
import {
  candidates,
  noteSpent,
  saveVerdict,
  spentSince,
  type NewVerdict,
} from '../staging/live/verdicts.ts';
import type { LiveStore } from './live-store.ts';
import { oneSided, type OneSidedRules } from './one-sided.ts';

/** The share of what each product allows in an hour that confirming may take. */
export const CONFIRM_SHARE = 0.05;
/** What one check is expected to take at most, until one took more. */
const CALLS_A_CHECK = 16;
/** Checks at once: they share the wait before a 404 is asked again. */
const AT_ONCE = 4;
const HOUR_MS = 3_600_000;
/** When to ask again what could not be read. */
const AGAIN_MS = 15 * 60_000;

export interface ConfirmOptions {
  readonly rules: OneSidedRules;
  /** Reads one record on both sides by the audit's own rules. */
  readonly check: (row: StoredLiveRow, side: Product, id: string) => Promise<QuickCheck>;
  /** Calls that each product allows in an hour. */
  readonly hourly: () => Readonly<Record<Product, number>>;
  readonly callsMade: () => Readonly<Record<Product, number>>;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onVerdict?: (() => void) | undefined;
}

export interface ConfirmReport {
  readonly checked: number;
  /** Late and one-sided, to be read when the share of the quota allows. */
  readonly waiting: number;
  /** Why it ended before its end; null if it did not. */
  readonly stopped: Failure | null;
}

/**
 * Reads suspects directly, the oldest first, until none is left or its share of an hour's calls is used up. What could not be
 * read is undecided, never a finding. @throws Failure cancelled, storage
 */
export async function confirmSuspects(
  store: LiveStore,
  options: ConfirmOptions,
): Promise<ConfirmReport> {
  const suspects = toConfirm(store, options);
  let checked = 0;
  for (;;) {
    if (options.signal?.aborted === true)
      throw new Failure('cancelled', 'Confirming was stopped; what was confirmed is kept.');
    const group = suspects.slice(checked, checked + affordable(store, options));
    if (group.length === 0) return { checked, waiting: suspects.length - checked, stopped: null };
    const before = options.callsMade();
    const outcomes = await Promise.allSettled(group.map((row) => checkOne(row, options)));
    // Calls of checks that ran at once can't be told apart: the sum is what counts.
    const after = options.callsMade();
    const nowMs = options.now();
    const each = (product: Product): number =>
      Math.ceil((after[product] - before[product]) / group.length);
    const calls = { raise: each('raise'), crm: each('crm') };
    let stopped: Failure | null = null;
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') saveVerdict(store.db, { ...outcome.value, calls });
      else {
        noteSpent(store.db, nowMs, calls);
        if (!isFailure(outcome.reason) || isFailure(outcome.reason, 'cancelled'))
          throw outcome.reason;
        stopped = outcome.reason;
      }
    }
    options.onVerdict?.();
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    if (stopped !== null)
      return { checked: checked + done, waiting: suspects.length - checked - done, stopped };
    checked += group.length;
  }
}

/** The rows to be read directly, the oldest first. */
export function toConfirm(
  { db }: LiveStore,
  { rules, now }: Pick<ConfirmOptions, 'rules' | 'now'>,
): StoredLiveRow[] {
  const nowMs = now();
  return [...candidates(db, nowMs - rules.limitMs)]
    .filter(({ row, verdict }) => oneSided(row, verdict, rules, nowMs) === 'to_confirm')
    .map(({ row }) => row);
}

/** How many checks can be begun without passing the share of any hour. */
function affordable({ db }: LiveStore, { hourly, now }: ConfirmOptions): number {
  const spent = spentSince(db, now() - HOUR_MS);
  const limits = hourly();
  const left = (product: Product): number => {
    const { calls, most } = spent[product];
    const budget = Math.floor(limits[product] * CONFIRM_SHARE) - calls;
    return Math.floor(budget / Math.max(most, CALLS_A_CHECK));
  };
  return Math.max(0, Math.min(AT_ONCE, left('raise'), left('crm')));
}

async function checkOne(
  row: StoredLiveRow,
  { check, now }: ConfirmOptions,
): Promise<Omit<NewVerdict, 'calls'>> {
  const base = { key: row.key, version: row.version, finding: null, sentence: null, againMs: null };
  const side = row.arrival === 'only_crm' || row.raiseId === null ? 'crm' : 'raise';
  const id = side === 'crm' ? (row.crmIds[0] ?? row.loneCrmId) : row.raiseId;
  const undecided = (sentence: string, againMs: number | null): Omit<NewVerdict, 'calls'> => ({
    ...base,
    outcome: 'undecided',
    sentence,
    checkedMs: now(),
    againMs,
  });
  try {
    const { finding, gap } = await check(row, side, id ?? '');
    const nowMs = now();
    if (gap !== null) return undecided(gap, nowMs + HOUR_MS);
    if (finding === null) return { ...base, outcome: 'agrees', checkedMs: nowMs };
    if (isUnknownState(finding.state)) return undecided(finding.evidence, nowMs + AGAIN_MS);
    // Not final: the audit's lag, or a person's review in CRM+, may end it without any event.
    const againMs = finding.state === 'not_yet_synced' ? nowMs + AGAIN_MS : null;
    return { ...base, outcome: 'finding', finding, checkedMs: nowMs, againMs };
  } catch (error) {
    if (!isOfOneCall(error) || error.kind === 'sign_in_refused') throw error;
    // Nothing under this id any more: whoever deleted it told nobody.
    return undecided(error.message, error.kind === 'usage' ? null : now() + AGAIN_MS);
  }
}
