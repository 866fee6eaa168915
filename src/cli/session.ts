import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connect,
  createAuditor,
  leaseKey,
  type Auditor,
  type ConnectOptions,
  type Link,
} from '../core/auditor.ts';
import { dataFolderOf, prepareDataFolder } from './arguments/data-folder.ts';
import { numberOf } from './arguments/numbers.ts';
import { paceOf, readReach, type Origins } from './arguments/reach.ts';
import { keptConnection } from './arguments/kept-tokens.ts';
import { readTokens } from './arguments/tokens.ts';
import { usage } from './arguments/usage.ts';
import { derivedWorkspace, namedWorkspace } from './arguments/workspace-name.ts';
import { watchCalls, type CallWatch } from './call-watch.ts';
import type { CommandContext } from './command.ts';
import { startDemoSandbox } from './demo-sandbox.ts';
import type { PlantedFinding } from '../sandbox/index.ts';

/** How others are told who holds a workspace. */
export const PROGRAM = 'the command line';

/** A store and two products, ready to be asked. */
export interface Session {
  readonly auditor: Auditor;
  readonly link: Link;
  readonly workspace: string;
  readonly dataFolder: string;
  /** The data folder goes when the session is closed. */
  readonly isThrowAway: boolean;
  readonly hasCrm: boolean;
  readonly isDemo: boolean;
  /** What the quotas that it spends are known by where leases are kept. */
  readonly quotaKeys: readonly string[];
  readonly calls: CallWatch;
  /** What the demo has to find; empty for real products. */
  readonly planted: readonly PlantedFinding[];
  close(): Promise<void>;
}

/** Opens what a command needs to ask the products; sends nothing yet. @throws Failure usage, storage */
export async function openSession(context: CommandContext): Promise<Session> {
  return context.args.has('demo') ? openDemo(context) : openReal(context);
}

/** The same for one of several workspaces: by what the application keeps for it alone. @throws Failure usage if it keeps no token */
export async function openKeptSession(
  context: CommandContext,
  workspace: string,
): Promise<Session> {
  return openReal(context, workspace);
}

async function openReal(
  { args, env, terminal, version }: CommandContext,
  kept?: string,
): Promise<Session> {
  const named = kept ?? namedWorkspace(args);
  // A token of the environment is one customer's.
  const given = kept === undefined ? readTokens(args, env) : { raise: null, crm: null };
  const dataFolder = dataFolderOf(args, env);
  const auditor = createAuditor({ dataFolder, version, program: PROGRAM });
  const connection =
    named === undefined || given.raise !== null || given.crm !== null
      ? null
      : await keptConnection(auditor, dataFolder, named, env);
  const tokens = connection?.tokens ?? given;
  for (const token of [tokens.raise, tokens.crm]) if (token !== null) terminal.hide(token);
  const before = named === undefined ? null : storedOrigins(auditor, named);
  const stored = connection?.origins ?? before;
  const calls = watchCalls((sentence) => terminal.note(sentence));
  const options = {
    ...readReach(args, tokens, stored),
    onCall: calls.onCall,
    onPace: calls.onPace,
  };
  const link = connect(options);
  const { origins } = link.connections;
  if (named !== undefined && before !== null) refuseOtherCustomer(named, before, origins);
  prepareDataFolder(dataFolder);
  if (tokens.crm === null) {
    terminal.note(
      'No CRM+ token was given (TIEOUT_CRM_TOKEN): this counts as a customer without CRM+, so every record is excluded.',
    );
  }
  const workspace = named ?? derivedWorkspace(origins, [tokens.raise, tokens.crm]);
  auditor.keepPace(workspace, link);
  return {
    auditor,
    link,
    workspace,
    dataFolder,
    calls,
    isThrowAway: false,
    planted: [],
    hasCrm: tokens.crm !== null,
    isDemo: false,
    quotaKeys: (['raise', 'crm'] as const).flatMap((product) => {
      const [origin, token] = [origins[product], tokens[product]];
      return origin === null || token === null ? [] : [leaseKey(product, origin, token)];
    }),
    close: async () => auditor.close(),
  };
}

const NOT_WITH_DEMO = ['raise-url', 'crm-url', 'token-file'] as const;
/** The sandbox is on this machine and waits for nobody. */
const DEMO_RATE = 200;

export async function openDemo({ args, env, version, terminal }: CommandContext): Promise<Session> {
  const unfit = NOT_WITH_DEMO.find((name) => args.has(name));
  if (unfit !== undefined) throw usage(`--demo brings its own products: leave --${unfit} out.`);
  const isThrowAway = args.one('data-dir') === undefined;
  if (isThrowAway && args.has('resume'))
    throw usage('--resume with --demo needs --data-dir: without it, a demo’s data is thrown away.');
  const rate = (name: string): number | undefined =>
    numberOf(args, name, { least: 0.001, most: 10_000, isWhole: false });
  const [raiseRate, crmRate] = [rate('raise-rps'), rate('crm-rps')];
  const pace = paceOf(args);
  const workspace = namedWorkspace(args) ?? 'demo';
  const dataFolder = isThrowAway
    ? mkdtempSync(join(tmpdir(), 'tieout-demo-'))
    : dataFolderOf(args, env);
  prepareDataFolder(dataFolder);
  const sandbox = await startDemoSandbox();
  const calls = watchCalls((sentence) => terminal.note(sentence));
  const auditor = createAuditor({ dataFolder, version, program: PROGRAM });
  const chosen = pace === undefined ? DEMO_RATE : undefined;
  const options: ConnectOptions = {
    raise: {
      url: sandbox.raiseUrl,
      token: sandbox.raiseToken,
      requestsPerSecond: raiseRate ?? chosen,
    },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: crmRate ?? chosen },
    pace,
    onCall: calls.onCall,
    onPace: calls.onPace,
  };
  return {
    auditor,
    workspace,
    dataFolder,
    isThrowAway,
    calls,
    link: connect(options),
    hasCrm: true,
    isDemo: true,
    quotaKeys: [],
    planted: sandbox.planted,
    close: async () => {
      auditor.close();
      await sandbox.close();
      if (isThrowAway) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Where the workspace's newest run read, finished or not; null for a new workspace. */
function storedOrigins(auditor: Auditor, workspace: string): Origins | null {
  if (!auditor.workspaces().includes(workspace)) return null;
  return auditor.runs(workspace).find((run) => run.origins !== null)?.origins ?? null;
}

/** A workspace is one customer's. The sandbox's ports change with every start, so addresses of this machine may. */
function refuseOtherCustomer(workspace: string, stored: Origins, now: Origins): void {
  for (const product of ['raise', 'crm'] as const) {
    const [before, after] = [stored[product], now[product]];
    if (
      before === null ||
      after === null ||
      before === after ||
      (isLocal(before) && isLocal(after))
    )
      continue;
    throw usage(
      `Workspace "${workspace}" was made for ${before}, not ${after}: choose another --workspace.`,
    );
  }
}

function isLocal(origin: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
}
