import { text as readAll } from 'node:stream/consumers';
import type { AlertSink } from '../../core/model/alert.ts';
import { Failure, sentenceOf } from '../../core/model/failure.ts';
import { changeSettings, settingsOf } from '../../engine/customer-settings.ts';
import { alertChoice, deliveryPorts, sealable } from '../../engine/operations-choices.ts';
import type { KeyStore } from '../../keys/key-store.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import { QUIET_OPTION, quietText, setQuiet } from '../alerts/quiet.ts';
import { RULES_OPTIONS, rulesText, setRules } from '../alerts/rules.ts';
import { readSink, SINK_OPTIONS } from '../alerts/sink-arguments.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf } from '../arguments/data-folder.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { didYouMean } from '../nearest.ts';
import { openStored, type Stored } from '../stored.ts';

const ACTIONS = ['show', 'add', 'remove', 'test', 'rules', 'quiet'] as const;
type Action = (typeof ACTIONS)[number];

export const alertsCommand: Command = {
  name: 'alerts',
  operands: ACTIONS.join('|'),
  summary:
    'what a workspace’s alerts tell, where they go, quiet hours, what was told, a test message',
  operandCount: 1,
  options: [...STORED_OPTIONS, ...SINK_OPTIONS, ...RULES_OPTIONS, QUIET_OPTION],
  notes: [
    'The secret of a sink is read from standard input and kept in the key store: the password (smtp), the address (slack), or {"url": "…", "key": "…"} (webhook). It is never an argument.',
    '"rules" and "quiet" without flags show what is set; with flags they change what is named.',
    'In the window, notifications of the system are a sink too.',
  ],
  run: alerts,
};

async function alerts(context: CommandContext): Promise<number> {
  const action = actionOf(context);
  const stored = openStored(context);
  try {
    if (action === 'rules' || action === 'quiet') {
      await context.terminal.out(chosen(stored, action, context));
      return EXIT.ok;
    }
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

/** Sets what is named, and shows how it is now. */
function chosen(stored: Stored, action: 'rules' | 'quiet', { args }: CommandContext): string {
  if (action === 'rules') {
    setRules(stored, args);
    return rulesText(stored);
  }
  setQuiet(stored, args);
  return quietText(stored);
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
