import type { RunStatus } from '../../src/contract/runs.ts';
import type { WorkspaceDetails } from '../../src/contract/workspaces.ts';
import type { ConnectionReport } from '../../src/core/model/connection-report.ts';
import type { FindingRow, FindingSort } from '../../src/core/model/finding-query.ts';
import type { AuditPlan } from '../../src/core/model/plan.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { auditToEnd, connectTo, EVERYTHING, lastOf } from './customer.ts';
import type { Client, Reached } from './transports.ts';

export const WORKSPACE = 'Hope and Help';
export const QUERY = { recordTypes: ['gift' as const], actionable: true };
const SORT: FindingSort = [
  { column: 'amountMinor', isDescending: true },
  { column: 'raiseId', isDescending: false },
];

/** A new customer up to the end of the first audit, with what was answered on the way. */
export interface Journey {
  readonly reached: Reached;
  readonly client: Client;
  readonly made: WorkspaceDetails;
  readonly tested: ConnectionReport;
  /** What a start before the person's confirmation came to. */
  readonly early: unknown;
  readonly confirmed: WorkspaceDetails;
  readonly plan: AuditPlan;
  readonly told: readonly RunStatus[];
  readonly runId: string;
}

export async function beginJourney(
  reach: () => Promise<Reached>,
  sandbox: RunningSandbox,
): Promise<Journey> {
  const reached = await reach();
  const { client } = reached;
  const workspace = WORKSPACE;
  const made = await client.workspaces.create({ name: workspace, colour: 'teal' });
  await connectTo(client, workspace, sandbox);
  await client.workspaces.changeSettings({ workspace, patch: { raiseRps: 1000, crmRps: 1000 } });
  const tested = await client.connection.test({ workspace });
  const start = client.runs.start({ workspace, scope: EVERYTHING });
  const early: unknown = await start.catch((error: unknown) => error);
  const confirmed = await client.connection.confirmSameOrganization({ workspace });
  const plan = await client.runs.plan({ workspace, scope: EVERYTHING });
  const told = await auditToEnd(client, workspace);
  const runId = told.at(-1)?.runId ?? '';
  return { reached, client, made, tested, early, confirmed, plan, told, runId };
}

export async function openView({ client, runId }: Pick<Journey, 'client' | 'runId'>) {
  const input = { workspace: WORKSPACE, runId, query: QUERY, sort: SORT };
  const opened = await lastOf(await client.findings.open(input));
  if (opened.kind !== 'ready') throw new Error('The view did not get ready.');
  return opened;
}

/** All rows of a view, in blocks that don't divide it evenly. */
export async function rowsOf(
  { client }: Pick<Journey, 'client'>,
  view: { readonly viewId: string; readonly total: number },
): Promise<FindingRow[]> {
  const starts = Array.from({ length: Math.ceil(view.total / 7) }, (_, n) => n * 7);
  const blocks = starts.map((start) =>
    client.findings.block({ workspace: WORKSPACE, viewId: view.viewId, start, end: start + 7 }),
  );
  return (await Promise.all(blocks)).flat();
}
