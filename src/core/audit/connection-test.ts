import type { CrmConnector, CrmStream, RaiseStream } from '../connectors/connector.ts';
import type {
  ConnectionReport,
  ConnectionStep,
  ProductReport,
  ReadFailure,
} from '../model/connection-report.ts';
import { formatInstant } from '../model/instants.ts';
import type { Product } from '../model/record-type.ts';
import type { OrganizationFacts } from '../model/records.ts';
import type { AuditRequest } from '../model/request.ts';
import { judgeOrganizations } from './connection-guard.ts';
import { sampleLinks } from './connection-links.ts';
import { askStreams, readFailureOf, type AskedStreams } from './connection-streams.ts';
import type { Connections } from './connections.ts';
import { countryOf } from './organization.ts';

export interface ConnectionTestOptions {
  /** Named link conventions and tolerances; the rest of it is not asked for. */
  readonly rules: AuditRequest;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: ConnectionStep) => void) | undefined;
  /** What the products told while they were asked (`Link`). */
  readonly quota: () => Readonly<
    Record<
      Product,
      {
        readonly limit: number | null;
        readonly remaining: number | null;
        readonly resetsAtMs: number | null;
      } | null
    >
  >;
  readonly clockOffsets: () => Readonly<Record<Product, number | null>>;
}

const RAISE_STREAMS: readonly RaiseStream[] = [
  'raise.donors',
  'raise.gifts',
  'raise.recurring_gifts',
  'raise.campaigns',
];
const CRM_STREAMS: readonly CrmStream[] = ['crm.contacts', 'crm.gifts', 'crm.recurring_gifts'];

/**
 * Asks both products what their tokens may read, and follows a few links to see whether they belong together, in at
 * most some 25 calls. CRM+ says who it is (`GET /api/Organization/Current`, docs/api-facts.md A1); Raise tells nobody.
 * What fails is a part of the report.
 * @throws Failure cancelled
 */
export async function testConnection(
  connections: Connections,
  options: ConnectionTestOptions,
): Promise<ConnectionReport> {
  const { raise, crm, origins } = connections;
  const { signal, rules } = options;
  const before = connections.callsMade();
  const onStep = options.onStep ?? ((): void => undefined);
  const [asked, answered] = await Promise.all([
    askStreams(RAISE_STREAMS, (stream) => raise.countStream(stream, null, signal), onStep),
    crm === null ? null : askCrm(crm, onStep, signal),
  ]);
  const canFollow = answered !== null && isReachable(asked) && isReachable(answered);
  if (canFollow) onStep({ kind: 'links' });
  const sample =
    canFollow && crm !== null
      ? await sampleLinks(raise, crm, {
          rules,
          country: countryOf(answered.organization),
          signal,
        })
      : null;
  const after = connections.callsMade();
  const quota = options.quota();
  const offsets = options.clockOffsets();
  const about = (product: Product) => ({
    origin: origins[product] ?? '',
    quota: quotaReport(quota[product]),
    clockOffsetSeconds: offsets[product],
  });
  return {
    raise: { ...about('raise'), ...productReport(asked, null) },
    crm: answered && { ...about('crm'), ...productReport(answered, answered.organization) },
    links: sample?.links ?? [],
    sameOrganization: judgeOrganizations(sample, crm !== null),
    calls: { raise: after.raise - before.raise, crm: after.crm - before.crm },
  };
}

interface AskedCrm extends AskedStreams {
  readonly organization: OrganizationFacts | null;
}

/** Its organization first: a refusal of the token shows there already. */
async function askCrm(
  crm: CrmConnector,
  onStep: (step: ConnectionStep) => void,
  signal: AbortSignal | undefined,
): Promise<AskedCrm> {
  onStep({ kind: 'organization' });
  let organization: OrganizationFacts | null = null;
  let failure: ReadFailure | null = null;
  try {
    organization = await crm.organization(signal);
  } catch (error) {
    failure = readFailureOf(error);
  }
  const asked = await askStreams(
    CRM_STREAMS,
    (stream) => crm.countStream(stream, null, signal),
    onStep,
    { failure, isAnswered: organization !== null },
  );
  return { ...asked, organization };
}

function isReachable({ state }: AskedStreams): boolean {
  return state === 'ok' || state === 'partly';
}

function productReport(
  { state, streams, failure }: AskedStreams,
  organization: OrganizationFacts | null,
): Omit<ProductReport, 'origin' | 'quota' | 'clockOffsetSeconds'> {
  return {
    state,
    organization: organization?.name ?? null,
    timeZone: organization?.timeZone ?? null,
    streams,
    failure,
  };
}

function quotaReport(
  told: ReturnType<ConnectionTestOptions['quota']>[Product],
): ProductReport['quota'] {
  if (told === null) return null;
  const { limit, remaining, resetsAtMs } = told;
  return {
    limit,
    remaining,
    resetsAtUtc: resetsAtMs === null ? null : formatInstant(resetsAtMs),
  };
}
