import type { FindingQuery } from '../../../../core/model/finding-query.ts';
import { CHANGES } from '../../../../core/model/lineage.ts';
import { RECORD_TYPES } from '../../../../core/model/record-type.ts';
import { CAUSES, STATE_ORDER } from '../../../../core/model/states.ts';
import { TRIAGE_STATUSES } from '../../../../core/model/triage.ts';
import { LONGEST_OWNER } from '../../../../core/model/triage-step.ts';

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export const ACTORS = ['customer_admin', 'platform_support', 'consultant', 'nobody'] as const;

/** A filter as it stands in the address. */
export function writeQuery(query: FindingQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    if (Array.isArray(value)) {
      // An owner is any text: each stands for itself.
      if (name === 'owners') for (const owner of value) params.append(name, owner);
      else if (value.length > 0) params.set(name, value.join(','));
    } else params.set(name, String(value));
  }
  return params;
}

/** Reads a filter from the address: whatever isn't a filter, or not a value of one, counts as not written. */
export function readQuery(params: URLSearchParams): FindingQuery {
  const list = <T extends string>(name: string, allowed: readonly T[]): T[] | undefined => {
    const given = params.get(name)?.split(',') ?? [];
    const known = allowed.filter((value) => given.includes(value));
    return known.length > 0 ? known : undefined;
  };
  return withoutEmpty({
    states: list('states', STATE_ORDER),
    causes: list('causes', CAUSES),
    recordTypes: list('recordTypes', RECORD_TYPES),
    severities: list('severities', SEVERITIES),
    actors: list('actors', ACTORS),
    changes: list('changes', CHANGES),
    currencies: currencies(params),
    statuses: list('statuses', TRIAGE_STATUSES),
    owners: owners(params),
    accepted: flag(params.get('accepted')),
    actionable: flag(params.get('actionable')),
    isTestMode: flag(params.get('isTestMode')),
    amountFromMinor: minorUnits(params.get('amountFromMinor')),
    amountToMinor: minorUnits(params.get('amountToMinor')),
    fromDay: day(params.get('fromDay')),
    toDay: day(params.get('toDay')),
    raiseId: text(params.get('raiseId')),
    crmId: text(params.get('crmId')),
    campaign: text(params.get('campaign')),
    note: text(params.get('note')),
    search: text(params.get('search')),
  });
}

/** The same filter without members that filter nothing, so that equal filters are written equally. */
export function withoutEmpty(query: FindingQuery): FindingQuery {
  return Object.fromEntries(
    Object.entries(query).filter(
      ([, value]) =>
        value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export function isFiltered(query: FindingQuery): boolean {
  return Object.keys(withoutEmpty(query)).length > 0;
}

function owners(params: URLSearchParams): string[] | undefined {
  const named = params.getAll('owners').slice(0, MOST_OWNERS);
  return named.length > 0 ? named.map((owner) => owner.slice(0, LONGEST_OWNER)) : undefined;
}

/** As many as a filter can name. */
const MOST_OWNERS = 200;

function currencies(params: URLSearchParams): string[] | undefined {
  const known = (params.get('currencies') ?? '').split(',').filter((c) => /^[A-Z]{3}$/.test(c));
  return known.length > 0 ? known : undefined;
}

function flag(value: string | null): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function minorUnits(value: string | null): number | undefined {
  return value !== null && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function day(value: string | null): string | undefined {
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

function text(value: string | null): string | undefined {
  return value === null || value === '' ? undefined : value.slice(0, 200);
}
