import type { AlertMessage, AlertRecord } from '../../model/alert.ts';
import { SERVER_SAYS } from '../../model/failure.ts';
import { formatMoney } from '../../model/money.ts';
import { amountsOf, type Amount, type OpenItem } from '../../model/open-item.ts';
import { RECORD_WORDS, type RecordType } from '../../model/record-type.ts';
import {
  ACTOR_WORDS,
  causeEntry,
  isActionable,
  stateEntry,
  whoActs,
  type State,
} from '../../model/states.ts';
import type { AlertFacts, MetricSpike, RunAlertFacts, Unexplained } from './alert-facts.ts';

/** A message before it has its id. */
export type Draft = Omit<AlertMessage, 'id'>;

/** So many records are named; the window shows all. */
export const MOST_RECORDS = 10;

export function findingsMessage(
  facts: AlertFacts,
  key: string,
  {
    items,
    news,
    isMore,
  }: {
    readonly items: readonly OpenItem[];
    readonly news: readonly OpenItem[];
    /** Whether others of this cause were told before. */
    readonly isMore: boolean;
  },
): Draft {
  const [first] = items;
  if (first === undefined) throw new Error(`No finding has the cause ${key}.`);
  const { recordType, state, cause } = first;
  const { meaning } = stateEntry(state);
  const actor = ACTOR_WORDS[whoActs(state, cause)];
  const amounts = amountsOf(items);
  const counted = `${items.length} ${records(recordType, items.length)}`;
  const grown = isMore ? `${news.length} more, ${counted} in all` : counted;
  return {
    ...frame(facts, 'alert', key),
    severity: amounts.length > 0 ? 'high' : 'medium',
    title: `${nameOf(state, cause)}: ${grown}${amountWords(amounts)}`,
    sentences: [meaning, `Likely cause: ${causeEntry(state, cause).words}.`, `Who acts: ${actor}.`],
    finding: { recordType, state, cause, whoActs: actor },
    count: items.length,
    newCount: news.length,
    amounts,
    records: news.slice(0, MOST_RECORDS).map((item): AlertRecord => facts.recordOf(item)),
  };
}

/** The state, with its cause where it has others that have to be acted on: each has an alert of its own. */
function nameOf(state: State, cause: string): string {
  const { title, causes } = stateEntry(state);
  const acted = Object.keys(causes).filter((each) => isActionable(state, each));
  return acted.length > 1 ? `${title} (${causeEntry(state, cause).words})` : title;
}

export function notVerifiedMessage(facts: AlertFacts, reasons: readonly string[]): Draft {
  return {
    ...frame(facts, 'alert', 'not_verified'),
    severity: 'high',
    title:
      facts.failure === null ? 'The last audit is not verified' : 'The audit came to no result',
    sentences: [
      // Nobody knows what a server quotes of itself.
      ...reasons.map((reason) => reason.split(SERVER_SAYS)[0] ?? reason),
      `Who acts: ${ACTOR_WORDS.consultant}.`,
    ],
  };
}

export function unexplainedMessage(facts: AlertFacts, sum: Unexplained): Draft {
  const { recordType, currency, count, amountMinor } = sum;
  const amount = currency === null ? '' : `, ${formatMoney(amountMinor, currency)}`;
  return {
    ...frame(facts, 'alert', `unexplained:${recordType}:${currency ?? ''}`),
    severity: 'high',
    title: `The tie-out does not come to 0: ${count} ${records(recordType, count)}${amount} unexplained`,
    sentences: [
      'Raise and CRM+ differ by more than all findings explain together.',
      `Who acts: ${ACTOR_WORDS.consultant}.`,
    ],
    count,
    amounts: currency === null ? [] : [{ currency, amountMinor }],
  };
}

export function spikeMessage(
  facts: AlertFacts,
  { name, recordType, value, usual }: MetricSpike,
): Draft {
  const of = RECORD_WORDS[recordType ?? 'gift'].many;
  const what = SPIKE_WORDS[name] ?? name;
  return {
    ...frame(facts, 'alert', `spike:${name}:${recordType ?? 'gift'}`),
    severity: 'medium',
    title: `Above what is usual: ${what} of ${of}`,
    sentences: [
      `It was ${rounded(value)} in the last audit; ${rounded(usual)} is usual.`,
      `Who acts: ${ACTOR_WORDS.platform_support}.`,
    ],
  };
}

export function quotaMessage(facts: AlertFacts, { refusedCalls }: RunAlertFacts): Draft {
  return {
    ...frame(facts, 'alert', 'quota'),
    severity: 'low',
    title: 'The products made the audit wait for their quota',
    sentences: [
      `${refusedCalls} calls were refused because the quota was spent, and were made again later. Other integrations may be spending it.`,
      `Who acts: ${ACTOR_WORDS.consultant}.`,
    ],
  };
}

/** A cause that is over. */
export function clearedMessage(facts: AlertFacts, key: string): Draft {
  return {
    ...frame(facts, 'cleared', key),
    severity: 'low',
    title: `Over: ${causeTitle(key)}`,
    sentences: ['Nothing of it is open any more.'],
  };
}

/** A message that proves that a sink works. */
export function testMessage(workspace: string, nowUtc: string): Draft {
  return {
    ...frame({ workspace, organization: null, nowUtc, run: null }, 'test', 'test'),
    severity: 'low',
    title: 'This is a test',
    sentences: ['Tieout sends its alerts here. Nothing has happened.'],
  };
}

function frame(
  facts: Pick<AlertFacts, 'workspace' | 'organization' | 'nowUtc' | 'run'>,
  kind: AlertMessage['kind'],
  key: string,
): Omit<Draft, 'severity' | 'title' | 'sentences'> {
  const { workspace, organization, nowUtc, run } = facts;
  return {
    kind,
    key,
    workspace,
    organization,
    madeUtc: nowUtc,
    finding: null,
    count: 0,
    newCount: 0,
    amounts: [],
    records: [],
    runId: run?.runId ?? null,
  };
}

function causeTitle(key: string): string {
  const [kind = '', recordType = '', state = '', cause = ''] = key.split(':');
  switch (kind) {
    case 'finding':
      return `${uncapitalized(stateEntry(state as State).title)}, ${RECORD_WORDS[recordType as RecordType].many} (${causeEntry(state as State, cause).words})`;
    case 'unexplained':
      return `${RECORD_WORDS[recordType as RecordType].many} that the tie-out could not explain`;
    case 'spike':
      return `${SPIKE_WORDS[recordType] ?? recordType} above what is usual`;
    case 'quota':
      return 'waiting for quota';
    default:
      return 'audits that are not verified';
  }
}

/** "Missing in CRM+" in the middle of a sentence. */
function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const SPIKE_WORDS: Readonly<Record<string, string>> = {
  'reconcile.missing_in_crm': 'records missing in CRM+',
  'reconcile.missing_in_raise': 'records missing in Raise',
  'sync_lag_hours.p95': 'hours that syncing takes',
};

function records(type: RecordType, count: number): string {
  return count === 1 ? RECORD_WORDS[type].one : RECORD_WORDS[type].many;
}

function amountWords(amounts: readonly Amount[]): string {
  if (amounts.length === 0) return '';
  return `, ${amounts.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(', ')}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
