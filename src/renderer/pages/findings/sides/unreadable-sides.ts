import type { NewFinding } from '../../../../core/model/finding.ts';
import type { Product } from '../../../../core/model/record-type.ts';

/** The sides of which a finding says that they could not be understood: it knows the ids of those. */
export function unreadableSides({ state, raiseId, crmId }: NewFinding): readonly Product[] {
  if (state !== 'unreadable') return [];
  return [
    ...(raiseId === null ? [] : ['raise' as const]),
    ...(crmId === null ? [] : ['crm' as const]),
  ];
}
