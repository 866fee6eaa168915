import type { Finding } from './finding.ts';
import type { RecheckOutcome, ResolvedFinding, RunChanges } from './lineage.ts';
import type { AuditPlan } from './plan.ts';
import type { Product, RecordType } from './record-type.ts';
import type { PowerTest, RunAnalysis, TrendPoint } from './run-analysis.ts';
import type { TieOutRow } from './tie-out.ts';
import type { Spent } from './spent.ts';
import type { Cause, State } from './states.ts';
import type { Triage } from './triage.ts';

/** What one stream's read was worth: product.md §5, coverage certificate. */
export interface Coverage {
  readonly product: Product;
  /** "donors", "gifts", "recurring_gifts", "campaigns", "contacts". */
  readonly stream: string;
  /** The `total` the product advertised at the start; null if it told none. */
  readonly advertised: number | null;
  /** Distinct records read, unreadable ones included. */
  readonly read: number;
  readonly unreadable: number;
  readonly complete: boolean;
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly startedUtc: string | null;
  readonly finishedUtc: string | null;
  /** Whether the advertised total or the records changed while they were read. */
  readonly changed: boolean;
  /** Pages the read took. */
  readonly pages: number;
  /** One sentence why it is not complete, or what was noticed; null if nothing. */
  readonly note: string | null;
}

export type ConventionStanding = 'confirmed' | 'proved' | 'doubtful' | 'legacy' | 'foreign';

/** A way of referring back to Raise that was found in CRM+, and what it is worth. */
export interface LinkConvention {
  readonly recordType: RecordType;
  readonly source: string;
  readonly prefix: string;
  readonly references: number;
  readonly sampled: number;
  readonly resolved: number;
  readonly agreed: number;
  readonly standing: ConventionStanding;
}

/** Whether a form pairs records. */
export function isInUse(form: { readonly standing: ConventionStanding }): boolean {
  return (
    form.standing === 'confirmed' || form.standing === 'proved' || form.standing === 'doubtful'
  );
}

/** Whether a form is certain: references of it that resolve to nothing are reported. */
export function isSure(standing: ConventionStanding): boolean {
  return standing === 'confirmed' || standing === 'proved';
}

/** Whether references of a form that resolve to nothing are findings: sure ones, and of an older generation as such. */
export function isReported({ standing }: { readonly standing: ConventionStanding }): boolean {
  return isSure(standing) || standing === 'legacy';
}

export interface RunParameters {
  readonly records: readonly RecordType[];
  /** Inclusive days, YYYY-MM-DD; null is all time. */
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly lagHours: number;
  readonly dateToleranceDays: number;
  readonly amountToleranceMinor: number;
  readonly includeTestMode: boolean;
  readonly linkSources: readonly string[];
  readonly linkPrefixes: readonly string[];
  readonly ids: readonly string[] | null;
  readonly modifiedFrom: string | null;
  /** Whose findings were looked at again, and how many; null if it was no re-check. */
  readonly recheck?: { readonly runId: string; readonly findings: number } | null;
}

export interface RunFacts {
  readonly id: string;
  readonly workspace: string;
  readonly organization: string | null;
  readonly startedUtc: string;
  readonly finishedUtc: string | null;
  readonly asOfUtc: string;
  readonly parameters: RunParameters;
  readonly status: 'verified' | 'not_verified';
  /** Why it is not verified: sentences. Empty if verified. */
  readonly gaps: readonly string[];
  /** What the APIs did not tell and was therefore not compared: sentences. */
  readonly notCompared: readonly string[];
  readonly digest: string;
  readonly calls: Readonly<Record<Product, number>>;
  /** What it took, beside what it was planned to take; no plan if nobody made one. */
  readonly spent: Spent;
  readonly plan: AuditPlan | null;
  /** Calls the floor `L` and the confirmations `C` of product.md §4 would take. */
  readonly floor: { readonly listing: number; readonly confirming: number };
  readonly coverage: readonly Coverage[];
  readonly conventions: readonly LinkConvention[];
  readonly origins: Readonly<Record<Product, string | null>>;
  readonly version: string;
}

export interface SummaryRow {
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly count: number;
  readonly amountMinor: number | null;
  readonly currency: string | null;
}

/** Everything an export or a summary shows of one finished run. */
export interface AuditReport {
  readonly run: RunFacts;
  /** Every state that occurred, `consistent` included. */
  readonly summary: readonly SummaryRow[];
  /** Those of the summary that somebody accepted: they need no action. Absent where nothing is kept over runs. */
  readonly accepted?: readonly SummaryRow[];
  readonly tieOut: readonly TieOutRow[];
  /** Findings in the order of state, record type, id; streamed, any number of times. One that is accepted is not actionable. */
  findings(filter?: FindingFilter): Iterable<Finding>;
  /** What a person decided about a finding; null if nothing. Absent where nothing is kept over runs. */
  triageOf?(findingId: string): Triage | null;
  /** The run beside the one before; null for a run of an earlier Tieout. */
  readonly changes?: RunChanges | null;
  /** Findings of earlier runs that this run resolved; streamed, any number of times. Absent where nothing is kept over runs. */
  resolved?(): Iterable<ResolvedFinding>;
  /** How the findings that it looked at again stand now; null for a run that is no re-check. */
  readonly recheck?: RecheckOutcome | null;
  /** The finished runs up to this one, oldest first. */
  readonly trend?: readonly TrendPoint[];
  /** Null for a run of an earlier Tieout. */
  readonly analysis?: RunAnalysis | null;
  /** The newest power test of the run; null if none was made. */
  readonly power?: PowerTest | null;
  /** Set if only some of the run's findings are in it: what they were chosen by, in words, and how many they are. */
  readonly view?: { readonly words: string; readonly count: number } | null;
  /** Whether it is without donor data: names, emails, phones and what persons wrote are masked. */
  readonly isMasked?: boolean;
}

export interface FindingFilter {
  readonly states?: readonly State[];
  readonly recordTypes?: readonly RecordType[];
  readonly actionable?: boolean;
}
