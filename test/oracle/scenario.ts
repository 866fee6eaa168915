import { readdirSync, readFileSync } from 'node:fs';
import type { FieldName } from '../../src/core/model/finding.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import type { Cause, State } from '../../src/core/model/states.ts';
import type { OracleOptions } from './world.ts';

type Partial = Readonly<Record<string, unknown>>;

/** A finding as a scenario states it. What an optional member leaves out is not compared. */
export interface StatedFinding {
  readonly recordType: RecordType;
  readonly state: State;
  readonly cause: Cause;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly relatedRaiseIds?: readonly string[];
  readonly relatedCrmIds?: readonly string[];
  readonly fields?: readonly FieldName[];
  readonly actionable?: boolean;
}

/** One file of test/scenarios: records in, everything that an audit must say about them out. */
export interface Scenario {
  readonly title: string;
  /** The sentence of the contract that asks for it. */
  readonly why: string;
  readonly asOf: string;
  readonly organization: { readonly timeZone: string };
  readonly options: {
    readonly lagHours: number;
    readonly linkSources?: readonly string[];
    readonly linkPrefixes?: readonly string[];
    readonly from?: string;
    readonly to?: string;
    readonly records?: readonly RecordType[];
    /** The audit is run without CRM+ credentials. */
    readonly crmNotUsed?: boolean;
    readonly includeTestMode?: boolean;
  };
  readonly raise: {
    readonly donors: readonly Partial[];
    readonly gifts: readonly Partial[];
    readonly recurringGifts: readonly Partial[];
    readonly campaigns: readonly Partial[];
  };
  readonly crm: {
    readonly contacts: readonly Partial[];
    readonly gifts: readonly Partial[];
    readonly recurringGifts: readonly Partial[];
  };
  /** A fault spec of the sandbox; such a scenario can only be run over HTTP. */
  readonly faults?: string;
  /** Quirks of the sandbox; likewise. */
  readonly quirks?: Partial;
  readonly expected: {
    readonly status: 'verified' | 'not_verified';
    readonly exit: 0 | 1 | 3 | 4;
    readonly findings: readonly StatedFinding[];
    /** Calls to both products together that the audit may take at most. */
    readonly maxCalls?: number;
  };
}

const FOLDER = new URL('../scenarios/', import.meta.url);

/** Every scenario by its file's name without ".json", sorted. */
export function readScenarios(): Map<string, Scenario> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return new Map(
    files
      .toSorted()
      .map((file) => [
        file.slice(0, -'.json'.length),
        JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Scenario,
      ]),
  );
}

/** The options under which the oracle judges a scenario. */
export function oracleOptions(scenario: Scenario): OracleOptions {
  return { ...scenario.options, asOfUtc: scenario.asOf, timeZone: scenario.organization.timeZone };
}
