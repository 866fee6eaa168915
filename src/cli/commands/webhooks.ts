import { REACH_OPTIONS } from '../arguments/audit-options.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import { importCaptured } from '../webhooks/import.ts';
import { listen } from '../webhooks/listen.ts';
import { openLive } from '../webhooks/open-live.ts';
import { statusText } from '../webhooks/status-text.ts';
import { subscribe, subscriptions, unsubscribe } from '../webhooks/subscribe.ts';

const WORDS = 'listen|import FILE|status|subscribe PRODUCT|unsubscribe PRODUCT|subscriptions';

export const webhooksCommand: Command = {
  name: 'webhooks',
  operands: WORDS,
  operandCount: 2,
  summary: 'live confirmation: each gift told of by both products, one-sided ones within the hour',
  options: [
    ...REACH_OPTIONS.filter(({ name }) => name !== 'demo'),
    option('port', 'listen: port of 127.0.0.1 (default: the last one, else any free one)', 'N'),
    option('limit-minutes', 'listen: how long one product may have a gift alone (default 60)', 'N'),
    option('keep-days', 'listen: days that the bodies of deliveries are kept (default 30)', 'N'),
    option(
      'raise-proof',
      'listen: how Raise proves its deliveries: none, token:HEADER or hmac-sha256:hex|base64:HEADER[:PREFIX] (kept)',
      'PROOF',
    ),
    option('crm-proof', 'listen: the same for CRM+', 'PROOF'),
    option('product', 'import: who sent bodies that do not tell it, raise or crm', 'PRODUCT'),
    option('url', 'subscribe: the https address of your tunnel, with the printed path', 'URL'),
    option('events', 'subscribe: numbers of Raise’s events (default 10-12, 20-22, 30-32)', 'LIST'),
    option('id', 'unsubscribe: which webhook', 'ID'),
    option(
      'confirm',
      'subscribe, unsubscribe: the confirmation of the request shown before',
      'DIGEST',
    ),
    option('json', 'status, import, subscriptions: as JSON'),
  ],
  notes: [
    'Deliveries are answered when they are on disk. Their secrets come from TIEOUT_RAISE_HOOK_SECRET and TIEOUT_CRM_HOOK_SECRET, or the application’s key store.',
    'An event is a hint: a gift that one product alone told of is read directly before it is called anything, with at most 5 % of an hour’s calls.',
    'subscribe and unsubscribe are the only things that Tieout ever changes in a product; each shows its request and wants a confirmation.',
    'Bodies hold donor data: they are removed after --keep-days; counts, rows and findings stay.',
    'status: 1 with findings to act on, 3 while something waits to be confirmed or is undecided.',
  ],
  run: webhooks,
};

async function webhooks(context: CommandContext): Promise<number> {
  const [word, second] = context.args.operands;
  if (word === 'listen' && second === undefined) return listen(context);
  if (word === 'import') return importCaptured(context, second);
  if (word === 'status' && second === undefined) return status(context);
  if (word === 'subscribe') return subscribe(context, second);
  if (word === 'unsubscribe') return unsubscribe(context, second);
  if (word === 'subscriptions' && second === undefined) return subscriptions(context);
  throw usage(`Say what to do: tieout webhooks ${WORDS}.`);
}

async function status(context: CommandContext): Promise<number> {
  const { auditor, workspace, rules } = await openLive(context);
  try {
    const told = auditor.live.status(workspace, rules);
    await context.terminal.out(
      context.args.has('json') ? `${JSON.stringify(told, null, 2)}\n` : statusText(workspace, told),
    );
    if (told.waitingToConfirm > 0 || told.undecided > 0 || told.waitingToApply > 0)
      return EXIT.notVerified;
    return told.actionable > 0 ? EXIT.findings : EXIT.ok;
  } finally {
    auditor.close();
  }
}
