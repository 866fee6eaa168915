import type { Finding } from './finding.ts';
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
  /** How CRM+ refers to Raise, as that run learned it: single records can't teach it. */
  readonly conventions: readonly LinkConvention[];
}
