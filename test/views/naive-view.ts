import {
  FACETS,
  type Facet,
  type FacetCounts,
  type FindingQuery,
  type FindingRow,
  type FindingSort,
  type SortColumn,
} from '../../src/core/model/finding-query.ts';
import { causeEntry, STATE_ORDER } from '../../src/core/model/states.ts';
import { TRIAGE_STATUSES } from '../../src/core/model/triage.ts';

/** What a view must show, said in the plainest way. */
export function naiveView(
  all: readonly FindingRow[],
  query: FindingQuery,
  sort: FindingSort,
): FindingRow[] {
  return all
    .filter((row) => Object.values(checks(query)).every((holds) => holds(row)))
    .sort((a, b) => {
      for (const { column, isDescending } of sort) {
        const [one, other] = [valueOf(a, column), valueOf(b, column)];
        if (one === null && other === null) continue;
        if (one === null) return 1;
        if (other === null) return -1;
        const order =
          typeof one === 'number' && typeof other === 'number'
            ? one - other
            : compareTexts(column, String(one), String(other));
        if (order !== 0) return isDescending ? -order : order;
      }
      return a.position - b.position;
    });
}

export function naiveFacets(all: readonly FindingRow[], query: FindingQuery): FacetCounts {
  const facet = (name: Facet): FacetCounts[Facet] => {
    const rows = naiveView(all, { ...query, [name]: undefined }, []);
    const counts = new Map<string, number>();
    for (const row of rows) {
      const value = VALUE_OF[name](row);
      if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  return Object.fromEntries(FACETS.map((name) => [name, facet(name)])) as unknown as FacetCounts;
}

const VALUE_OF: Record<Facet, (row: FindingRow) => string | boolean | null> = {
  states: (row) => row.state,
  causes: (row) => row.cause,
  recordTypes: (row) => row.recordType,
  severities: (row) => row.severity,
  actors: (row) => row.whoActs,
  currencies: (row) => row.currency,
  changes: (row) => row.change,
  actionable: (row) => row.actionable,
  statuses: (row) => row.triage?.status ?? 'open',
  owners: (row) => row.triage?.owner ?? '',
  accepted: (row) => isAccepted(row),
};

const isAccepted = ({ triage }: FindingRow): boolean => (triage?.accepted ?? null) !== null;

function checks(query: FindingQuery): Record<keyof FindingQuery, (row: FindingRow) => boolean> {
  const among = (list: readonly string[] | undefined, value: string | null): boolean =>
    !list?.length || (value !== null && list.includes(value));
  const contains = (sought: string | undefined, ...texts: (string | null)[]): boolean =>
    !sought?.trim() ||
    texts.some((text) => text?.toLowerCase().includes(sought.trim().toLowerCase()));
  const { amountFromMinor: least, amountToMinor: most, fromDay, toDay } = query;
  const is = (wanted: boolean | undefined, value: boolean | null): boolean =>
    wanted === undefined || wanted === value;
  return {
    states: (row) => among(query.states, row.state),
    causes: (row) => among(query.causes, row.cause),
    recordTypes: (row) => among(query.recordTypes, row.recordType),
    severities: (row) => among(query.severities, row.severity),
    actors: (row) => among(query.actors, row.whoActs),
    changes: (row) => among(query.changes, row.change),
    currencies: (row) => among(query.currencies, row.currency),
    actionable: (row) => is(query.actionable, row.actionable),
    isTestMode: (row) => is(query.isTestMode, row.isTestMode),
    amountFromMinor: ({ amountMinor }) => least === undefined || (amountMinor ?? -1e99) >= least,
    amountToMinor: ({ amountMinor }) => most === undefined || (amountMinor ?? 1e99) <= most,
    fromDay: ({ date }) => !fromDay || (date !== null && date >= fromDay),
    toDay: ({ date }) => !toDay || (date !== null && date <= toDay),
    raiseId: (row) => contains(query.raiseId, row.raiseId),
    crmId: (row) => contains(query.crmId, row.crmId),
    campaign: (row) => contains(query.campaign, row.campaignName),
    statuses: (row) => among(query.statuses, row.triage?.status ?? 'open'),
    owners: (row) => among(query.owners, row.triage?.owner ?? ''),
    accepted: (row) => is(query.accepted, isAccepted(row)),
    note: (row) => contains(query.note, row.triage?.note ?? null),
    search: (row) => contains(query.search, row.raiseId, row.crmId, row.campaignName, row.evidence),
  };
}

function valueOf(row: FindingRow, column: SortColumn): string | number | null {
  switch (column) {
    case 'state':
      return STATE_ORDER.indexOf(row.state);
    case 'cause':
      return causeEntry(row.state, row.cause).words;
    case 'severity':
      return ['low', 'medium', 'high'].indexOf(row.severity);
    case 'recordType':
      return ['donor', 'gift', 'recurring_gift'].indexOf(row.recordType);
    case 'change':
      return ['new', 'persisting', 'reappeared'].indexOf(row.change ?? '');
    case 'age':
      return row.ageDays;
    case 'whoActs':
      return row.whoActs.replace('_', ' ');
    case 'actionable':
      return Number(row.actionable);
    case 'status':
      return TRIAGE_STATUSES.indexOf(row.triage?.status ?? 'open');
    case 'owner':
      return row.triage?.owner ?? null;
    case 'note':
      return row.triage?.note ?? null;
    case 'acceptedUntil':
      return isAccepted(row) ? (row.triage?.accepted?.untilDay ?? '9999-12-31') : null;
    default:
      return row[column];
  }
}

const NAMES = new Intl.Collator('en', { numeric: true });

function compareTexts(column: SortColumn, one: string, other: string): number {
  if (column === 'campaignName') return NAMES.compare(one, other);
  const byLength = column === 'raiseId' || column === 'crmId' ? one.length - other.length : 0;
  return byLength || (one === other ? 0 : one < other ? -1 : 1);
}
