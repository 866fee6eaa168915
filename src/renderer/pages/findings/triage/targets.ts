import type { FindingRow } from '../../../../core/model/finding-query.ts';
import type { Acceptance, Triage } from '../../../../core/model/triage.ts';
import type { FindingsView } from '../view/use-findings-view.ts';

/** Whose findings are decided about: some rows, or everything that a view shows. */
export type TriageTarget =
  | { readonly kind: 'rows'; readonly rows: readonly TargetRow[] }
  | { readonly kind: 'all'; readonly view: FindingsView };

/** A finding, and what was decided about it as far as is known. */
export type TargetRow = Pick<FindingRow, 'id' | 'triage'>;

export function countOf(target: TriageTarget): number {
  return target.kind === 'all' ? target.view.total : target.rows.length;
}

/** As the engine is asked. */
export function findingsOf(target: TriageTarget) {
  return target.kind === 'all'
    ? { query: target.view.query, shown: target.view.total }
    : { ids: target.rows.map(({ id }) => id) };
}

/** A value that all of them have; of all that a view shows, it isn't known. */
export type Common<T> =
  { readonly kind: 'same'; readonly value: T | null } | { readonly kind: 'differs' | 'not_known' };

export function commonText(target: TriageTarget, member: 'owner' | 'note'): Common<string> {
  return common(target, (triage) => triage?.[member] ?? null);
}

export function commonAcceptance(target: TriageTarget): Common<Acceptance> {
  return common(target, (triage) => triage?.accepted ?? null);
}

function common<T>(target: TriageTarget, of: (triage: Triage | null) => T | null): Common<T> {
  if (target.kind === 'all') return { kind: 'not_known' };
  const values = target.rows.map(({ triage }) => of(triage));
  const [value = null] = values;
  const text = JSON.stringify(value);
  return values.every((each) => JSON.stringify(each) === text)
    ? { kind: 'same', value }
    : { kind: 'differs' };
}

/** Whether something was given that can be taken away again. */
export function canTakeAway(value: Common<unknown>): boolean {
  return value.kind !== 'same' || value.value !== null;
}
