import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { NOBODY } from '../../../../core/model/finding-query.ts';
import { CHANGES } from '../../../../core/model/lineage.ts';
import { STATE_ORDER, type State } from '../../../../core/model/states.ts';
import { TRIAGE_STATUSES } from '../../../../core/model/triage.ts';
import { findingsWords } from '../../../words/findings.ts';
import { formatNumber } from '../../../words/format.ts';
import type { SetMember } from '../columns/columns.ts';
import { StateTitle } from '../columns/state-title.tsx';
import { valueTitle } from '../columns/value-titles.ts';
import { ACTORS, SEVERITIES } from '../view/query-params.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import classes from './quick-filters.module.css';

const GROUPS = [
  { member: 'states', order: STATE_ORDER },
  { member: 'recordTypes', order: ['donor', 'gift', 'recurring_gift'] },
  { member: 'severities', order: SEVERITIES },
  { member: 'actors', order: ACTORS },
  { member: 'changes', order: CHANGES },
  { member: 'statuses', order: TRIAGE_STATUSES },
] as const satisfies readonly { member: SetMember; order: readonly string[] }[];

/** Filters that are one click away, with how many findings each would show. */
export function QuickFilters() {
  const { query, facets, change } = useShownFindings();
  // Who has most comes first; all others are in the column's filter.
  const most = (facets?.owners ?? []).slice(0, MOST_OWNERS).map(({ value }) => value);
  const owners = [...new Set([...most, ...(query.owners ?? [])])];
  const toActOn = countOf(facets?.actionable, 'true');
  const accepted = countOf(facets?.accepted, 'true') ?? 0;
  return (
    <div className={classes['bar']} role="group" aria-label={findingsWords.quickFilters}>
      <div className={classes['group']}>
        <QuickFilter
          label={findingsWords.toActOn}
          count={toActOn}
          isOn={query.actionable === true}
          onToggle={(isOn) => change({ actionable: isOn ? true : undefined })}
        />
        {(accepted > 0 || query.accepted === true) && (
          <QuickFilter
            label={findingsWords.accepted}
            count={accepted}
            isOn={query.accepted === true}
            onToggle={(isOn) => change({ accepted: isOn ? true : undefined })}
          />
        )}
      </div>
      {GROUPS.map(({ member, order }) => (
        <FacetGroup key={member} member={member} order={order} />
      ))}
      <FacetGroup member="owners" order={owners} />
    </div>
  );
}

function FacetGroup({
  member,
  order,
}: {
  readonly member: keyof typeof findingsWords.facetGroups;
  readonly order: readonly string[];
}) {
  const { query, facets, change } = useShownFindings();
  const chosen: readonly string[] = query[member] ?? [];
  const values = order
    .map((value) => ({ value, count: countOf(facets?.[member], value) }))
    .filter(({ value, count }) => count !== 0 || chosen.includes(value))
    .filter(({ value, count }) => count !== null || chosen.includes(value));
  if (values.length === 0 || (isUndecided(member, values) && chosen.length === 0)) return null;
  return (
    <div className={classes['group']} role="group" aria-label={findingsWords.facetGroups[member]}>
      {values.map(({ value, count }) => (
        <QuickFilter
          key={value}
          label={
            member === 'states' ? <StateTitle state={value as State} /> : valueTitle(member, value)
          }
          count={count}
          isOn={chosen.includes(value)}
          onToggle={(isOn) =>
            change({
              [member]: isOn ? [...chosen, value] : chosen.filter((each) => each !== value),
            })
          }
        />
      ))}
    </div>
  );
}

function QuickFilter({
  label,
  count,
  isOn,
  onToggle,
}: {
  readonly label: ReactNode;
  readonly count: number | null;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}) {
  return (
    <UnstyledButton className={classes['chip']} aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      <span>{label}</span>
      {count !== null && <span className={classes['count']}>{formatNumber(count)}</span>}
    </UnstyledButton>
  );
}

/** While nobody decided anything, there is nothing to choose between. */
function isUndecided(member: SetMember, values: readonly { readonly value: string }[]): boolean {
  const usual = member === 'statuses' ? 'open' : member === 'owners' ? NOBODY : null;
  return usual !== null && values.every(({ value }) => value === usual);
}

/** Owners that have a quick filter of their own. */
const MOST_OWNERS = 6;

/** Null while nothing is counted yet. */
function countOf(
  counts: readonly { readonly value: string; readonly count: number }[] | undefined,
  value: string,
): number | null {
  if (counts === undefined) return null;
  return counts.find((each) => each.value === value)?.count ?? 0;
}
