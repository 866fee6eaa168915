import { isContractProcedure } from '@orpc/contract';
import { contract } from '../../src/contract/contract.ts';
import type { Client } from './transports.ts';

/** What commands are asked with; every id is of the same workspace. */
export interface Asked {
  readonly workspace: string;
  readonly runId: string;
  readonly viewId: string;
  readonly fileId: string;
  readonly findingId: string;
  readonly raiseUrl: string;
  readonly crmUrl: string;
}

/** What a good input names, where nobody looks it up. */
export const NAMED: Asked = {
  workspace: 'Hope',
  runId: '20260101T000000-1',
  viewId: 'v',
  fileId: 'f',
  findingId: 'a1',
  raiseUrl: 'https://example.org',
  crmUrl: 'https://example.org',
};

const scope = { records: ['donor'], from: null, to: null, modifiedFrom: null, ids: null };

/** A good input for every command of the contract, by its path. Order matters where they are all asked: what ends things is last. */
export function inputsFor(asked: Asked): Readonly<Record<string, unknown>> {
  const { workspace, runId, viewId, fileId, findingId, raiseUrl, crmUrl } = asked;
  const inRun = { workspace, runId };
  return {
    'app.info': undefined,
    'app.changePreferences': { lastWorkspace: workspace },
    'keys.status': undefined,
    'workspaces.list': undefined,
    'workspaces.overview': undefined,
    'exports.writeSummary': undefined,
    'workspaces.get': { workspace },
    'workspaces.changeSettings': { workspace, patch: { colour: 'red' } },
    'workspaces.contents': { workspace },
    'workspaces.verify': { workspace },
    'schedule.get': { workspace },
    'schedule.watch': { workspace },
    'alerts.get': { workspace },
    'alerts.change': { workspace, quietHours: { from: '22:00', to: '06:00' } },
    'alerts.putSink': { workspace, sink: { id: 'chat', kind: 'slack' }, secret: raiseUrl },
    'alerts.test': { workspace, sinkId: 'chat' },
    'alerts.list': { workspace, limit: 10 },
    'alerts.removeSink': { workspace, sinkId: 'chat' },
    'metrics.text': { format: 'openmetrics' },
    'connection.test': { workspace },
    'connection.confirmLinks': { workspace, links: [{ source: 'Raise', prefix: '' }] },
    'connection.confirmSameOrganization': { workspace },
    'findings.open': { ...inRun, query: {}, sort: [] },
    'findings.block': { workspace, viewId, start: 0, end: 100 },
    'findings.facets': { ...inRun, query: {} },
    'findings.sides': { ...inRun, position: 0 },
    'tieOut.rows': {
      ...inRun,
      cell: { recordType: 'gift', by: 'campaign', key: null, currency: 'USD', side: 'raise' },
      after: null,
    },
    'triage.decide': { ...inRun, findings: { ids: [findingId] }, patch: { status: 'reported' } },
    'triage.history': { workspace, findingId },
    'triage.log': { workspace, before: null, limit: 100 },
    'triage.undo': { workspace },
    'triage.redo': { workspace },
    'triage.watch': { workspace },
    'tieOut.records': {
      ...inRun,
      recordType: 'gift',
      raiseId: '1',
      crmId: null,
      relatedRaiseIds: [],
      relatedCrmIds: [],
    },
    'exports.write': { ...inRun, viewId, format: 'json' },
    'exports.take': { fileId },
    'exports.reveal': { fileId },
    'findings.close': { workspace, viewId },
    'live.view': { workspace },
    'live.watch': { workspace },
    'live.changeSettings': { workspace, patch: { limitMinutes: 30 } },
    'live.keepSecret': { workspace, product: 'raise', secret: null },
    'live.forgetSecret': { workspace, product: 'crm' },
    'live.start': { workspace, port: null },
    'live.rows': { workspace, filter: 'all', after: null },
    'live.findings': { workspace },
    'live.summary': { workspace },
    'live.import': { workspace, file: new File(['{}\n'], 'captured.ndjson'), product: null },
    'live.decide': { workspace, ids: [findingId], patch: { status: 'reported' } },
    'live.confirm': { workspace },
    'live.subscriptions': { workspace },
    'live.prepareSubscription': { workspace, change: { kind: 'delete', product: 'crm', id: '1' } },
    'live.sendSubscription': {
      workspace,
      change: { kind: 'delete', product: 'crm', id: '1' },
      digest: 'none',
    },
    'live.learnEvents': { workspace },
    'live.stop': { workspace },
    'runs.plan': { workspace, scope },
    'runs.list': { workspace },
    'runs.report': inRun,
    'runs.rerun': inRun,
    'runs.powerTest': { ...inRun, seed: 1 },
    'runs.check': { workspace, recordType: 'donor', id: '1', side: 'raise' },
    'runs.watch': { workspace },
    'runs.watchAll': undefined,
    'runs.start': { workspace, scope },
    'runs.pause': { workspace },
    'runs.unpause': { workspace },
    'runs.cancel': { workspace },
    'runs.recheck': { workspace, runId: null },
    'runs.resume': { workspace },
    'schedule.set': { workspace, schedule: { kind: 'daily' } },
    'schedule.runNow': { workspace },
    'calls.list': { workspace },
    'calls.watch': { workspace },
    'keys.choose': { backend: 'memory' },
    'keys.unlock': { passphrase: 'not the passphrase' },
    'connection.save': { workspace, raiseUrl, crmUrl },
    'workspaces.create': { name: `${workspace} too` },
    'workspaces.openDemo': undefined,
    'workspaces.remove': { workspace: `${workspace} too`, confirm: `${workspace} too` },
    'keys.lock': undefined,
  };
}

/** Paths of all commands that the contract has, "runs.start". */
export function commandPaths(): string[] {
  return Object.entries(contract).flatMap(([group, commands]) =>
    Object.entries(commands)
      .filter(([, command]) => isContractProcedure(command))
      .map(([name]) => `${group}.${name}`),
  );
}

/** Streams that end only when nobody listens any more. */
const ENDLESS_MS = 600;

/** What a command answers, as text: its value, every event of its stream, a file's content, or its error. */
export async function answerOf(client: Client, path: string, input: unknown): Promise<string> {
  const stop = new AbortController();
  const timer = path.includes('.watch') ? setTimeout(() => stop.abort(), ENDLESS_MS) : undefined;
  const events: unknown[] = [];
  try {
    const answer = await call(client, path, input, stop.signal);
    if (answer instanceof File) return await answer.text();
    if (!isStream(answer)) return JSON.stringify(answer) ?? '';
    for await (const event of answer) events.push(event);
    return JSON.stringify(events);
  } catch (error) {
    return `${JSON.stringify(events)} ${JSON.stringify(error)} ${String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks a command by its path; inputs are whatever somebody may send. */
export async function call(
  client: Client,
  path: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const [group = '', name = ''] = path.split('.');
  const commands = client as unknown as Record<string, Record<string, Command>>;
  const command = commands[group]?.[name];
  if (command === undefined) throw new Error(`There is no command ${path}.`);
  return command(input, signal === undefined ? {} : { signal });
}

type Command = (input: unknown, options: { signal?: AbortSignal }) => Promise<unknown>;

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
