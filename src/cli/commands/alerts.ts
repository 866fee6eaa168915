import { text as readAll } from 'node:stream/consumers';
import type { AlertSink } from '../../core/model/alert.ts';
import { Failure, sentenceOf } from '../../core/model/failure.ts';
import { alertSink } from '../../contract/settings.ts';
import { changeSettings, settingsOf } from '../../engine/customer-settings.ts';
import { alertChoice, deliveryPorts, sealable } from '../../engine/operations-choices.ts';
import type { KeyStore } from '../../keys/key-store.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf } from '../arguments/data-folder.ts';
import { numberOf } from '../arguments/numbers.ts';
import { usage } from '../arguments/usage.ts';
import { callerPath } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { didYouMean } from '../nearest.ts';
import { option, repeatable } from '../option.ts';
import { openStored, type Stored } from '../stored.ts';

const ACTIONS = ['show', 'add', 'remove', 'test'] as const;
type Action = (typeof ACTIONS)[number];
const KINDS = ['file', 'smtp', 'slack', 'webhook'] as const;

export const alertsCommand: Command = {
  name: 'alerts',
  operands: ACTIONS.join('|'),
  summary: 'where a workspace’s alerts go, what was told, and a test message',
  operandCount: 1,
  options: [
    ...STORED_OPTIONS,
    option('sink', 'add, remove, test: the name of the sink, letters, digits and dashes', 'NAME'),
    option('kind', `add: ${KINDS.join(', ')}`, 'KIND'),
    option('file', 'add, kind file: gets a JSON line for each alert', 'FILE'),
    option('host', 'add, kind smtp: the mail server', 'HOST'),
    option('port', 'add, kind smtp (default 465 with --tls, else 587)', 'N'),
    option('tls', 'add, kind smtp: encrypted from the first byte on'),
    option('user', 'add, kind smtp: who signs in', 'NAME'),
    option('from', 'add, kind smtp: the sender', 'ADDRESS'),
    repeatable('to', 'add, kind smtp: who gets it', 'ADDRESS'),
  ],
  notes: [
    'The secret of a sink is read from standard input and kept in the key store: the password (smtp), the address (slack), or {"url": "…", "key": "…"} (webhook). It is never an argument.',
    'In the window, notifications of the system are a sink too.',
  ],
  run: alerts,
};

async function alerts(context: CommandContext): Promise<number> {
  const action = actionOf(context);
  const stored = openStored(context);
  try {
    const keys = openKeyStore({ dataFolder: dataFolderOf(context.args, context.env) });
    const passphrase = context.env['TIEOUT_PASSPHRASE'];
    if (passphrase !== undefined && (await keys.status()).isLocked) await keys.unlock(passphrase);
    if (action === 'add') await add(stored, keys, context);
    if (action === 'remove') await remove(stored, keys, context);
    if (action === 'test') await test(stored, keys, context);
    await context.terminal.out(shown(stored));
    return EXIT.ok;
  } finally {
    stored.auditor.close();
  }
}

function actionOf({ args }: CommandContext): Action {
  const [word = 'show'] = args.operands;
  const action = ACTIONS.find((each) => each === word);
  if (action !== undefined) return action;
  throw usage(`alerts: say ${ACTIONS.join(', ')}.${didYouMean(word, ACTIONS)}`);
}

async function add(
  { auditor, workspace }: Stored,
  keys: KeyStore,
  context: CommandContext,
): Promise<void> {
  const sink = readSink(context);
  const needsSecret =
    sink.kind === 'slack' ||
    sink.kind === 'webhook' ||
    (sink.kind === 'smtp' && sink.user !== null);
  if (needsSecret) {
    const secret = (await readAll(process.stdin)).trim();
    if (secret === '')
      throw usage('The secret of this sink comes on standard input, and nothing came.');
    context.terminal.hide(secret);
    await keys.put(workspace, `alert:${sink.id}`, sealable(secret));
    if ((await keys.status()).backend === 'memory')
      throw usage(
        'There is no place here where a secret could be kept: choose a passphrase in the application first.',
      );
  }
  const others = settingsOf(auditor, workspace).sinks.filter(({ id }) => id !== sink.id);
  changeSettings(auditor, workspace, { sinks: [...others, sink] });
}

function readSink({ args, env }: CommandContext): AlertSink {
  const text = args.one('kind');
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined)
    throw usage(
      `--kind is ${KINDS.join(', ')}.${text === undefined ? '' : didYouMean(text, KINDS)}`,
    );
  const isTls = args.has('tls');
  const port = numberOf(args, 'port', { least: 1, most: 65_535 }) ?? (isTls ? 465 : 587);
  const { host, user, from } = {
    host: args.one('host'),
    user: args.one('user'),
    from: args.one('from'),
  };
  const path = args.one('file');
  const parsed = alertSink.safeParse({
    id: args.one('sink') ?? kind,
    kind,
    ...(kind === 'file' ? { path: path === undefined ? undefined : callerPath(path, env) } : {}),
    ...(kind === 'smtp'
      ? { host, port, isTls, user: user ?? null, from, to: args.many('to') }
      : {}),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const member = String(issue?.path[0] ?? '');
  const flag = member === 'path' ? 'file' : member === 'id' ? 'sink' : member;
  throw usage(`--${flag} is missing or can't be right: ${issue?.message ?? ''}`);
}

async function remove(
  { auditor, workspace }: Stored,
  keys: KeyStore,
  { args }: CommandContext,
): Promise<void> {
  const { id } = namedSink({ auditor, workspace }, args.one('sink'));
  const others = settingsOf(auditor, workspace).sinks.filter((sink) => sink.id !== id);
  changeSettings(auditor, workspace, { sinks: others });
  await keys.remove(workspace, `alert:${id}`);
}

async function test(
  { auditor, workspace }: Stored,
  keys: KeyStore,
  { args, terminal }: CommandContext,
): Promise<void> {
  const sink = namedSink({ auditor, workspace }, args.one('sink'));
  const ports = deliveryPorts(keys, workspace, null);
  try {
    await auditor.alerts.test(workspace, sink, Date.now(), ports);
  } catch (error) {
    throw error instanceof Failure ? error : usage(sentenceOf(error));
  }
  terminal.note(`The test message went to ${sink.id}.`);
}

function namedSink({ auditor, workspace }: Stored, name: string | undefined): AlertSink {
  const { sinks } = settingsOf(auditor, workspace);
  const sink = sinks.find(({ id }) => id === name);
  if (sink !== undefined) return sink;
  const known = sinks.map(({ id }) => id).join(', ');
  throw usage(
    `--sink: name one of the workspace’s sinks${known === '' ? '; it has none yet' : ` (${known})`}.`,
  );
}

const MOST_SHOWN = 10;

function shown({ auditor, workspace }: Stored): string {
  const { sinks, quiet } = alertChoice(auditor, workspace);
  const told = auditor.alerts.list(workspace, MOST_SHOWN);
  const lines = [
    sinks.length === 0
      ? `${workspace}: alerts go nowhere yet; "tieout alerts add" names a sink.`
      : `${workspace}: alerts go to ${sinks.map(({ id, kind }) => `${id} (${kind})`).join(', ')}.`,
    ...(quiet === null ? [] : [`Quiet from ${quiet.from} to ${quiet.to}.`]),
    ...told.map(({ message, deliveries }) => {
      const states = deliveries.map(
        ({ sink, state, sentence }) =>
          `${sink} ${state.replace('_', ' ')}${sentence === null ? '' : `: ${sentence}`}`,
      );
      return `${message.madeUtc.slice(0, 16).replace('T', ' ')}  ${message.title}${states.length === 0 ? '' : `  [${states.join('; ')}]`}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
