import type { RunScope, RunStatus } from '../../src/contract/runs.ts';
import type { WorkspaceSettings } from '../../src/contract/settings.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import type { Client } from './transports.ts';

/** All records of all time. */
export const EVERYTHING: RunScope = {
  records: ['donor', 'gift', 'recurring_gift'],
  from: null,
  to: null,
  modifiedFrom: null,
  ids: null,
};

/** A workspace connected to a sandbox, its organizations confirmed, at full pace unless said otherwise. */
export async function makeCustomer(
  client: Client,
  workspace: string,
  sandbox: RunningSandbox,
  settings: Partial<Pick<WorkspaceSettings, 'raiseRps' | 'crmRps' | 'lagHours'>> = {},
): Promise<void> {
  await client.workspaces.create({ name: workspace });
  await connectTo(client, workspace, sandbox);
  await client.workspaces.changeSettings({
    workspace,
    patch: { raiseRps: 1000, crmRps: 1000, ...settings },
  });
  await client.connection.confirmSameOrganization({ workspace });
}

export async function connectTo(
  client: Client,
  workspace: string,
  { raiseUrl, crmUrl, raiseToken, crmToken }: RunningSandbox,
): Promise<void> {
  await client.connection.save({ workspace, raiseUrl, crmUrl, raiseToken, crmToken });
}

export function isEnd({ state }: RunStatus): boolean {
  return ['finished', 'interrupted', 'needs_sign_in', 'failed'].includes(state);
}

/**
 * Watches until a status fits, and gives all that were told after the first, which may be of an earlier run. `act` begins
 * when somebody listens already, so that nothing is missed.
 */
export async function watchUntil(
  client: Client,
  workspace: string,
  fits: (status: RunStatus) => boolean,
  act: () => Promise<unknown>,
): Promise<RunStatus[]> {
  const told: RunStatus[] = [];
  const stream = await client.runs.watch({ workspace });
  try {
    await stream.next();
    await act();
    for (;;) {
      const { value, done } = await stream.next();
      if (done === true) throw new Error('The watch ended by itself.');
      told.push(value);
      if (fits(value)) return told;
    }
  } finally {
    await stream.return();
  }
}

/** How the run that goes on ends, or has ended meanwhile. */
export async function endOf(client: Client, workspace: string): Promise<RunStatus> {
  for await (const status of await client.runs.watch({ workspace }))
    if (isEnd(status)) return status;
  throw new Error('The watch ended by itself.');
}

/** Runs an audit to its end and gives everything that was told of it. */
export async function auditToEnd(
  client: Client,
  workspace: string,
  scope: RunScope = EVERYTHING,
): Promise<RunStatus[]> {
  return watchUntil(client, workspace, isEnd, () => client.runs.start({ workspace, scope }));
}

export async function listOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

export async function lastOf<T>(stream: AsyncIterable<T>): Promise<T> {
  const last = (await listOf(stream)).at(-1);
  if (last === undefined) throw new Error('The stream told nothing.');
  return last;
}
