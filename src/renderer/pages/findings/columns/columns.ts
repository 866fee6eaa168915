import type {
  Facet,
  FindingQuery,
  FindingRow,
  SortColumn,
} from '../../../../core/model/finding-query.ts';
import { toDecimalText } from '../../../../core/model/money.ts';
import { RECORD_WORDS } from '../../../../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../../../../core/model/states.ts';
import { FIELD_LABELS, fieldWords } from '../../../words/fields.ts';
import {
  ACTOR_TITLES,
  CHANGE_TITLES,
  findingsWords,
  SEVERITY_TITLES,
  STATUS_TITLES,
  type COLUMN_TITLES,
} from '../../../words/findings.ts';
import { formatDay, formatInstant, formatMoney } from '../../../words/format.ts';

export type ColumnId = keyof typeof COLUMN_TITLES;

/** How a column is filtered, and the members of the filter that belong to it. */
export type ColumnFilter =
  | { readonly kind: 'set'; readonly member: SetMember }
  | { readonly kind: 'text'; readonly member: TextMember }
  | { readonly kind: 'flag'; readonly member: FlagMember }
  | { readonly kind: 'amount' }
  | { readonly kind: 'days' };
export type SetMember = Exclude<Facet, FlagMember>;
export type TextMember = 'raiseId' | 'crmId' | 'campaign' | 'note' | 'search';
export type FlagMember = 'actionable' | 'accepted' | 'isTestMode';

export interface Column {
  readonly width: number;
  readonly sort: SortColumn | null;
  readonly filter: ColumnFilter | null;
  /** What a cell shows. */
  readonly text: (row: FindingRow) => string;
  /** What is copied where a spreadsheet wants another text than people. */
  readonly copied?: (row: FindingRow) => string;
  readonly look?: 'number' | 'id' | 'state';
}

/** Every column the grid can show. */
export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  state: {
    ...sized(176, 'state', set('states')),
    text: (row) => stateEntry(row.state).title,
    look: 'state',
  },
  recordType: {
    ...sized(124, 'recordType', set('recordTypes')),
    text: (row) => capitalized(RECORD_WORDS[row.recordType].one),
  },
  raiseId: {
    ...sized(112, 'raiseId', { kind: 'text', member: 'raiseId' }),
    text: (row) => row.raiseId ?? '',
    look: 'id',
  },
  crmId: {
    ...sized(112, 'crmId', { kind: 'text', member: 'crmId' }),
    text: (row) => row.crmId ?? '',
    look: 'id',
  },
  amount: {
    ...sized(128, 'amountMinor', { kind: 'amount' }),
    text: (row) => (row.amountMinor === null ? '' : formatMoney(row.amountMinor, row.currency)),
    copied: (row) =>
      row.amountMinor === null ? '' : toDecimalText(row.amountMinor, row.currency ?? ''),
    look: 'number',
  },
  currency: { ...sized(116, 'currency', set('currencies')), text: (row) => row.currency ?? '' },
  date: {
    ...sized(122, 'date', { kind: 'days' }),
    text: (row) => (row.date === null ? '' : formatDay(row.date)),
    copied: (row) => row.date ?? '',
  },
  cause: {
    ...sized(248, 'cause', set('causes')),
    text: (row) => capitalized(causeEntry(row.state, row.cause).words),
  },
  evidence: {
    ...sized(420, null, { kind: 'text', member: 'search' }),
    text: (row) => row.evidence,
  },
  whoActs: { ...sized(146, 'whoActs', set('actors')), text: (row) => ACTOR_TITLES[row.whoActs] },
  severity: {
    ...sized(112, 'severity', set('severities')),
    text: (row) => SEVERITY_TITLES[row.severity],
  },
  actionable: {
    ...sized(116, 'actionable', { kind: 'flag', member: 'actionable' }),
    text: (row) => yesNo(row.actionable),
  },
  status: {
    ...sized(124, 'status', set('statuses')),
    text: ({ triage }) =>
      triage !== null && triage.reopened !== null
        ? findingsWords.openedAgain
        : STATUS_TITLES[triage?.status ?? 'open'],
  },
  owner: { ...sized(136, 'owner', set('owners')), text: (row) => row.triage?.owner ?? '' },
  note: {
    ...sized(240, 'note', { kind: 'text', member: 'note' }),
    text: (row) => row.triage?.note ?? '',
  },
  acceptedUntil: {
    ...sized(150, 'acceptedUntil', { kind: 'flag', member: 'accepted' }),
    text: (row) => acceptedUntil(row, formatDay),
    copied: (row) => acceptedUntil(row, (day) => day),
  },
  campaign: {
    ...sized(190, 'campaignName', { kind: 'text', member: 'campaign' }),
    text: (row) => row.campaignName ?? row.campaignId ?? '',
  },
  fields: {
    ...sized(190, null, null),
    text: (row) => row.fields.map((each) => FIELD_LABELS[each.field]).join(', '),
  },
  canSync: { ...sized(104, null, null), text: (row) => yesNo(row.canSync) },
  testMode: {
    ...sized(118, null, { kind: 'flag', member: 'isTestMode' }),
    text: (row) => yesNo(row.isTestMode),
  },
  change: {
    ...sized(136, 'change', set('changes')),
    text: (row) => (row.change === null ? '' : CHANGE_TITLES[row.change]),
  },
  firstSeen: {
    ...sized(180, 'firstSeenUtc', null),
    text: (row) => formatInstant(row.firstSeenUtc),
    copied: (row) => row.firstSeenUtc,
  },
  age: {
    ...sized(104, 'age', null),
    text: (row) => findingsWords.age(row.ageDays),
    copied: (row) => String(row.ageDays),
    look: 'number',
  },
  links: {
    ...sized(132, null, null),
    text: (row) => [row.raiseUrl, row.crmUrl].filter((url) => url !== null).join(' '),
  },
};

export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];

export const USUAL_COLUMNS: readonly ColumnId[] = [
  'state',
  'raiseId',
  'crmId',
  'recordType',
  'amount',
  'status',
  'currency',
  'date',
  'cause',
  'evidence',
  'whoActs',
  'severity',
  'owner',
  'change',
  'links',
];

/** The columns of a saved view; the usual ones if it names none that exists. */
export function knownColumns(ids: readonly string[]): readonly ColumnId[] {
  const known = ids.filter((id): id is ColumnId => id in COLUMNS);
  return known.length > 0 ? [...new Set(known)] : USUAL_COLUMNS;
}

/** Whether a filter of this column is on. */
export function isColumnFiltered(filter: ColumnFilter, query: FindingQuery): boolean {
  switch (filter.kind) {
    case 'amount':
      return query.amountFromMinor !== undefined || query.amountToMinor !== undefined;
    case 'days':
      return query.fromDay !== undefined || query.toDay !== undefined;
    case 'set':
      return (query[filter.member]?.length ?? 0) > 0;
    case 'text':
    case 'flag':
      return query[filter.member] !== undefined;
  }
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sized(
  width: number,
  sort: SortColumn | null,
  filter: ColumnFilter | null,
): Pick<Column, 'width' | 'sort' | 'filter'> {
  return { width, sort, filter };
}

function set(member: SetMember): ColumnFilter {
  return { kind: 'set', member };
}

function acceptedUntil({ triage }: FindingRow, dayText: (day: string) => string): string {
  const accepted = triage?.accepted ?? null;
  if (accepted === null) return '';
  return accepted.untilDay === null ? findingsWords.acceptedForGood : dayText(accepted.untilDay);
}

function yesNo(value: boolean | null): string {
  return value === null ? '' : value ? fieldWords.yes : fieldWords.no;
}
