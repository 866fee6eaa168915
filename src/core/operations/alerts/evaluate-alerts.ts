import type { AlertRules } from '../../model/alert.ts';
import type { OpenItem } from '../../model/open-item.ts';
import type { AlertFacts } from './alert-facts.ts';
import {
  clearedMessage,
  findingsMessage,
  notVerifiedMessage,
  quotaMessage,
  spikeMessage,
  unexplainedMessage,
  type Draft,
} from './alert-words.ts';

/** What was told of a cause: its findings, or a print of what was said. */
export type Told = readonly string[];

export interface Evaluation {
  /** Without their ids. */
  readonly messages: readonly Draft[];
  /** What will have been told from now on, by cause. */
  readonly told: ReadonlyMap<string, Told>;
}

/** So many refused calls are no accident: the quota is spent. */
const MANY_REFUSED = 10;

/**
 * What is to be told now, one message a cause: of one that was told before only if it has grown or changed, and once when it is over. What
 * isn't known now stays as it was told. Findings that somebody accepted, test records and those inside the lag window are no cause.
 */
export function evaluateAlerts(
  facts: AlertFacts,
  rules: AlertRules,
  before: ReadonlyMap<string, Told>,
): Evaluation {
  const causes = [
    ...(rules.findings === 'off' ? [] : findingCauses(facts, before)),
    ...(rules.notVerified ? notVerified(facts) : []),
    ...ofRun(facts, rules),
  ];
  const told = new Map<string, Told>();
  const messages: Draft[] = [];
  const isFirst = before.size === 0;
  for (const { key, set, message } of causes) {
    const known = before.get(key) ?? [];
    const fresh = set.filter((one) => !known.includes(one));
    told.set(key, set);
    // The first time, what is there already is not new.
    if (fresh.length > 0 && !(isFirst && rules.findings === 'new' && isOfFindings(key)))
      messages.push(message(fresh));
  }
  if (rules.findings === 'new' && isFirst) told.set(SEEN, [SEEN]);
  for (const [key, set] of before) {
    if (told.has(key)) continue;
    if (key === SEEN || !isKnown(key, facts)) told.set(key, set);
    else if (isOn(key, rules)) messages.push(clearedMessage(facts, key));
  }
  return { messages, told };
}

interface AlertCause {
  readonly key: string;
  readonly set: Told;
  readonly message: (fresh: readonly string[]) => Draft;
}

/** Says that there was a first time, even if nothing was open then. */
const SEEN = 'seen';

function findingCauses(facts: AlertFacts, before: ReadonlyMap<string, Told>): AlertCause[] {
  const byKey = Map.groupBy(
    facts.open.filter(({ isAccepted, isTestMode }) => !isAccepted && !isTestMode),
    ({ recordType, state, cause }) => `finding:${recordType}:${state}:${cause}`,
  );
  return [...byKey].map(([key, items]) => ({
    key,
    set: [...new Set(items.map(({ findingId }) => findingId))].toSorted(),
    message: (fresh) => {
      const freshIds = new Set(fresh);
      const news = items.filter(({ findingId }) => freshIds.has(findingId));
      return findingsMessage(facts, key, { items, news, isMore: before.has(key) });
    },
  }));
}

function notVerified(facts: AlertFacts): AlertCause[] {
  const reasons = facts.failure === null ? (facts.run?.gaps ?? []) : [facts.failure];
  if (facts.failure === null && facts.run?.isVerified !== false) return [];
  return [
    {
      key: 'not_verified',
      // How many rows it was changes from run to run; what is wrong does not.
      set: [...new Set(reasons.map((reason) => reason.replaceAll(/\d+/g, '#')))].toSorted(),
      message: () => notVerifiedMessage(facts, reasons),
    },
  ];
}

function ofRun(facts: AlertFacts, rules: AlertRules): AlertCause[] {
  const { run } = facts;
  if (run === null) return [];
  const unexplained = rules.unexplained ? run.unexplained : [];
  const spikes = rules.spikes ? run.spikes : [];
  const causes: AlertCause[] = unexplained.map((sum) => ({
    key: `unexplained:${sum.recordType}:${sum.currency ?? ''}`,
    set: [`${sum.count} ${sum.amountMinor}`],
    message: () => unexplainedMessage(facts, sum),
  }));
  for (const spike of spikes) {
    // Its findings are told already, and are the same cause.
    if (rules.findings !== 'off' && facts.open.some((item) => isCountedIn(item, spike))) continue;
    causes.push({
      key: `spike:${spike.name}:${spike.recordType ?? 'gift'}`,
      set: ['spike'],
      message: () => spikeMessage(facts, spike),
    });
  }
  if (rules.quota && run.refusedCalls >= MANY_REFUSED)
    causes.push({ key: 'quota', set: ['quota'], message: () => quotaMessage(facts, run) });
  return causes;
}

function isCountedIn(
  item: OpenItem,
  spike: { readonly name: string; readonly recordType: string | null },
): boolean {
  return (
    spike.name === `reconcile.${item.state}` && (spike.recordType ?? 'gift') === item.recordType
  );
}

function isOfFindings(key: string): boolean {
  return key.startsWith('finding:');
}

/** Findings are open until a run has looked at them; of everything else only a run can tell. */
function isKnown(key: string, { run }: AlertFacts): boolean {
  return isOfFindings(key) || run !== null;
}

function isOn(key: string, rules: AlertRules): boolean {
  if (isOfFindings(key)) return rules.findings !== 'off';
  if (key.startsWith('unexplained:')) return rules.unexplained;
  if (key.startsWith('spike:')) return rules.spikes;
  return key === 'quota' ? rules.quota : rules.notVerified;
}
