import type { Finding } from './finding.ts';
import { RECORD_TYPES, type RecordType } from './record-type.ts';
import type { LinkConvention } from './report.ts';

/** A finding that is looked at again, with the records it is about. */
export type RecheckItem = Pick<
  Finding,
  'id' | 'recordType' | 'state' | 'raiseId' | 'crmId' | 'relatedRaiseIds' | 'relatedCrmIds'
>;

/** Which findings of which run are looked at again. */
export interface Recheck {
  readonly runId: string;
  readonly items: readonly RecheckItem[];
  /** How CRM+ refers to Raise, as that run learned it: a few records can't teach it. */
  readonly conventions: readonly LinkConvention[];
}

/** Records of one type, by their ids. */
export interface IdsOfType {
  readonly type: RecordType;
  readonly raise: readonly string[];
  readonly crm: readonly string[];
}

/** A finding that no Raise record has: a record of CRM+ is looked at by its own id. */
export function isOfCrmOnly({ state, raiseId }: Pick<Finding, 'state' | 'raiseId'>): boolean {
  return state === 'missing_in_raise' || raiseId === null;
}

/** The record types that a re-check is about. */
export function typesOf(items: readonly RecheckItem[]): RecordType[] {
  return RECORD_TYPES.filter((type) => items.some(({ recordType }) => recordType === type));
}

/**
 * The records whose findings are judged again. Of a CRM+ record without its Raise record, the Raise record is one too: it may be there
 * now.
 */
export function recheckedIds(items: readonly RecheckItem[]): IdsOfType[] {
  return idsByType(
    items,
    (item) => (isOfCrmOnly(item) ? [item.raiseId, ...item.relatedRaiseIds] : [item.raiseId]),
    (item) => (isOfCrmOnly(item) ? [item.crmId] : []),
  );
}

/** The records that are read for it: also those beside which a finding stood, a shared link above all. */
export function idsToRead(items: readonly RecheckItem[]): IdsOfType[] {
  return idsByType(
    items,
    ({ raiseId, relatedRaiseIds }) => [raiseId, ...relatedRaiseIds],
    (item) => (isOfCrmOnly(item) ? [item.crmId, ...item.relatedCrmIds] : item.relatedCrmIds),
  );
}

function idsByType(
  items: readonly RecheckItem[],
  raiseIds: (item: RecheckItem) => readonly (string | null)[],
  crmIds: (item: RecheckItem) => readonly (string | null)[],
): IdsOfType[] {
  return typesOf(items).map((type) => {
    const ofType = items.filter(({ recordType }) => recordType === type);
    const ids = (of: typeof raiseIds): string[] => [
      ...new Set(ofType.flatMap(of).filter((id) => id !== null)),
    ];
    return { type, raise: ids(raiseIds), crm: ids(crmIds) };
  });
}

/** What a re-check has to know of a finding, and nothing else of it. */
export function asRecheckItem(finding: RecheckItem): RecheckItem {
  const { id, recordType, state, raiseId, crmId, relatedRaiseIds, relatedCrmIds } = finding;
  return { id, recordType, state, raiseId, crmId, relatedRaiseIds, relatedCrmIds };
}
