import { parseDay, type Day } from '../model/days.ts';
import { Failure } from '../model/failure.ts';
import { NOBODY, type Facet, type FindingQuery } from '../model/finding-query.ts';
import { CHANGE_WORDS } from '../model/lineage.ts';
import { toDecimalText } from '../model/money.ts';
import { RECORD_WORDS } from '../model/record-type.ts';
import { ACTOR_WORDS, causeWords, stateEntry } from '../model/states.ts';
import { STATUS_WORDS } from '../model/triage-words.ts';
import { anyOf, compare, contains, oneOf, type Condition } from './conditions.ts';

/** One thing that can be asked of findings: its SQL for the store, its words for people. Both are null if it isn't asked. */
export interface Filter {
  /** The facet whose values it chooses from. */
  readonly facet?: Facet;
  /** Whether it asks for what a whole kind has in common, or for what each finding has for itself. */
  readonly of: 'kind' | 'finding';
  readonly sql: (query: FindingQuery, runSeq: number) => Condition | null;
  readonly words: (query: FindingQuery) => string | null;
}

export const FILTERS: readonly Filter[] = [
  list('states', 'state', 'state is', (state) => stateEntry(state).title),
  list('causes', 'cause', 'cause is', causeWords),
  list('recordTypes', 'record_type', 'record is a', (type) => RECORD_WORDS[type].one),
  list('severities', 'severity', 'severity is', (severity) => severity),
  list('actors', 'who_acts', 'to be done by', (actor) => ACTOR_WORDS[actor]),
  list('changes', 'change', 'since the last run', (change) => CHANGE_WORDS[change]),
  list('currencies', 'currency', 'currency is', (currency) => currency),
  list('statuses', 'status', 'status is', (status) => STATUS_WORDS[status]),
  list('owners', 'owner', 'owner is', (owner) => (owner === NOBODY ? 'nobody' : owner)),
  {
    facet: 'accepted',
    of: 'kind',
    sql: ({ accepted }) => compare('accepted', '=', flag(accepted)),
    words: ({ accepted }) =>
      accepted === undefined ? null : accepted ? 'is accepted' : 'is not accepted',
  },
  {
    facet: 'actionable',
    of: 'kind',
    sql: ({ actionable }) => compare('actionable', '=', flag(actionable)),
    words: ({ actionable }) =>
      actionable === undefined ? null : actionable ? 'needs action' : 'needs no action',
  },
  {
    of: 'kind',
    sql: ({ isTestMode }) => compare('is_test', '=', flag(isTestMode)),
    words: ({ isTestMode }) =>
      isTestMode === undefined ? null : isTestMode ? 'is a test record' : 'is no test record',
  },
  {
    of: 'finding',
    sql: ({ amountFromMinor }) => compare('g.amount_minor', '>=', amountFromMinor),
    words: (query) => amountWords('amount from', query.amountFromMinor, query),
  },
  {
    of: 'finding',
    sql: ({ amountToMinor }) => compare('g.amount_minor', '<=', amountToMinor),
    words: (query) => amountWords('amount up to', query.amountToMinor, query),
  },
  {
    of: 'finding',
    sql: ({ fromDay }) => compare('g.day', '>=', dayOf(fromDay)),
    words: ({ fromDay }) => (fromDay ? `date from ${fromDay}` : null),
  },
  {
    of: 'finding',
    sql: ({ toDay }) => compare('g.day', '<=', dayOf(toDay)),
    words: ({ toDay }) => (toDay ? `date up to ${toDay}` : null),
  },
  text('raiseId', 'Raise id', (sought) => contains('g.raise_id', sought)),
  text('crmId', 'CRM+ id', (sought) => contains('g.crm_id', sought)),
  text('campaign', 'campaign', campaignContains),
  text('note', 'note', noteContains),
  text('search', 'id, campaign or evidence', (sought, runSeq) =>
    anyOf([
      contains('g.raise_id', sought),
      contains('g.crm_id', sought),
      campaignContains(sought, runSeq),
      contains('g.evidence', sought),
    ]),
  ),
];

/** What a query asks for, "state is Missing in CRM+ or Values differ; amount from 100.00"; "" if it asks for nothing. */
export function filterWords(query: FindingQuery): string {
  return FILTERS.map(({ words }) => words(query))
    .filter((words) => words !== null)
    .join('; ');
}

/** The conditions of a query on kinds (all but those of one facet, if one is named) or on single findings. */
export function conditionsOf(
  query: FindingQuery,
  runSeq: number,
  of: Filter['of'],
  but?: Facet,
): Condition[] {
  return FILTERS.filter((filter) => filter.of === of && (!but || filter.facet !== but))
    .map(({ sql }) => sql(query, runSeq))
    .filter((condition) => condition !== null);
}

type ListName = Exclude<Facet, 'actionable' | 'accepted'>;
type Value<Name extends ListName> = NonNullable<FindingQuery[Name]>[number];

function list<Name extends ListName>(
  name: Name,
  column: string,
  lead: string,
  wordsOf: (value: Value<Name>) => string,
): Filter {
  const chosen = (query: FindingQuery): readonly Value<Name>[] => query[name] ?? [];
  return {
    facet: name,
    of: 'kind',
    sql: (query) => oneOf(column, chosen(query)),
    words: (query) => {
      const words = [...new Set(chosen(query).map(wordsOf))];
      return words.length === 0 ? null : `${lead} ${words.join(' or ')}`;
    },
  };
}

/** Blanks around a text come from pasting; a blank text is no filter. */
function text(
  name: 'raiseId' | 'crmId' | 'campaign' | 'note' | 'search',
  what: string,
  sql: (sought: string, runSeq: number) => Condition,
): Filter {
  const sought = (query: FindingQuery): string => query[name]?.trim() ?? '';
  return {
    of: 'finding',
    sql: (query, runSeq) => (sought(query) === '' ? null : sql(sought(query), runSeq)),
    words: (query) => (sought(query) === '' ? null : `${what} contains “${sought(query)}”`),
  };
}

function campaignContains(sought: string, runSeq: number): Condition {
  const { sql, values } = contains('name', sought);
  const names = `SELECT campaign FROM finding_campaign WHERE run_seq = ? AND ${sql}`;
  return { sql: `g.campaign IN (${names})`, values: [runSeq, ...values] };
}

function noteContains(sought: string): Condition {
  const { sql, values } = contains('note', sought);
  return { sql: `g.id IN (SELECT finding FROM triage WHERE ${sql})`, values };
}

/** In the decimals of the one currency that is asked for, else in hundredths. */
function amountWords(
  lead: string,
  amountMinor: number | undefined,
  { currencies = [] }: FindingQuery,
): string | null {
  const currency = currencies.length === 1 ? (currencies[0] ?? '') : '';
  return amountMinor === undefined ? null : `${lead} ${toDecimalText(amountMinor, currency)}`;
}

function flag(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function dayOf(text: string | undefined): Day | null {
  if (!text) return null;
  const day = parseDay(text);
  if (day === null) throw new Failure('usage', `"${text}" is no day: write it as 2026-01-31.`);
  return day;
}
