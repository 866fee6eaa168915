import { createInterface } from 'node:readline/promises';
import type { Link, SubscriptionChange } from '../../core/auditor.ts';
import { PRODUCT_WORDS, type Product } from '../../core/model/record-type.ts';
import { usage } from '../arguments/usage.ts';
import type { CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { openLive, readSecrets, SECRET_ADVICE, type LiveSession } from './open-live.ts';

/** Every number that the vendor publishes for gifts, recurring gifts and donors (docs/api-facts.md B8). */
const RAISE_EVENTS = [10, 11, 12, 20, 21, 22, 30, 31, 32];

/** tieout webhooks subscribe raise|crm --url URL. */
export async function subscribe(context: CommandContext, who: string | undefined): Promise<number> {
  const product = productOf(who, 'subscribe');
  const url = context.args.one('url');
  if (url === undefined)
    throw usage(
      'Say where the product delivers to: --url https://… of your tunnel, with the path that "webhooks listen" prints.',
    );
  const raiseEvents = eventsOf(context.args.one('events'));
  return change(context, {
    kind: 'create',
    product,
    url,
    name: 'Tieout live confirmation',
    raiseEvents,
  });
}

/** tieout webhooks unsubscribe raise|crm --id ID. */
export async function unsubscribe(
  context: CommandContext,
  who: string | undefined,
): Promise<number> {
  const product = productOf(who, 'unsubscribe');
  const id = context.args.one('id');
  if (id === undefined)
    throw usage('Say which webhook: --id ID, as "tieout webhooks subscriptions" lists it.');
  return change(context, { kind: 'delete', product, id });
}

/** tieout webhooks subscriptions. */
export async function subscriptions(context: CommandContext): Promise<number> {
  const session = await openLive(context);
  const { auditor, workspace } = session;
  try {
    const listed = await auditor.live.subscriptions.list(
      workspace,
      linkOf(session),
      context.signal,
    );
    const events = await auditor.live.subscriptions.learnEvents(
      workspace,
      linkOf(session),
      context.signal,
    );
    if (context.args.has('json')) {
      await context.terminal.out(`${JSON.stringify({ subscriptions: listed, events }, null, 2)}\n`);
      return EXIT.ok;
    }
    const lines = listed.map(
      ({ product, id, url, name, isOurs }) =>
        `${PRODUCT_WORDS[product]} ${id}  ${url ?? 'address not told'}${name === null ? '' : `  ${name}`}${isOurs ? '  (made by Tieout)' : ''}`,
    );
    const numbers = events.map(
      ({ number, label, source }) => `Event ${number} of Raise is "${label}" (${source})`,
    );
    await context.terminal.out(
      [
        ...(lines.length === 0 ? ['There are no webhooks that Tieout knows of.'] : lines),
        'CRM+ lists no webhooks: of its own, those that Tieout made are shown.',
        ...numbers,
        '',
      ].join('\n'),
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

/** Shows the exact request, and sends it when a person has confirmed it. */
async function change(context: CommandContext, wanted: SubscriptionChange): Promise<number> {
  const { terminal, signal } = context;
  const session = await openLive(context);
  const { auditor, workspace } = session;
  try {
    const link = linkOf(session);
    const { method, url, body, digest } = auditor.live.subscriptions.prepare(link, wanted);
    await terminal.out(
      [
        `This would be sent to ${PRODUCT_WORDS[wanted.product]}:`,
        '',
        `${method} ${url}`,
        ...(body === null ? [] : [JSON.stringify(body, null, 2)]),
        '',
        `Confirmation: ${digest}`,
        '',
      ].join('\n'),
    );
    const given = context.args.one('confirm') ?? (await ask(digest));
    if (given !== digest)
      throw usage(
        given === null
          ? `Nothing was sent. To send it: the same command with --confirm ${digest}.`
          : 'That is not the confirmation of this request: nothing was sent.',
      );
    const secrets = await readSecrets(context, workspace);
    const secret = secrets[wanted.product];
    if (wanted.kind === 'create' && secret === null)
      throw usage(`Nothing was sent: there is no secret for it. ${SECRET_ADVICE}`);
    const { id } = await auditor.live.subscriptions.send(
      workspace,
      link,
      wanted,
      { digest, secret },
      signal,
    );
    await terminal.out(
      wanted.kind === 'delete'
        ? `Webhook ${wanted.id} is deleted.\n`
        : id === null
          ? 'It was made, but the answer does not tell its id: look it up in the product.\n'
          : `Webhook ${id} is made.\n`,
    );
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

/** What a person types; null where there is nobody to ask. */
async function ask(digest: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`Type ${digest} to send it: `);
    return answer.trim();
  } finally {
    lines.close();
  }
}

function linkOf({ link }: LiveSession): Link {
  if (link === null)
    throw usage(
      'There is no Raise token: set TIEOUT_RAISE_TOKEN, name a --token-file, or use a workspace whose tokens the application keeps.',
    );
  return link;
}

function productOf(who: string | undefined, word: string): Product {
  if (who === 'raise' || who === 'crm') return who;
  throw usage(`Say of which product: tieout webhooks ${word} raise|crm.`);
}

function eventsOf(text: string | undefined): readonly number[] {
  if (text === undefined) return RAISE_EVENTS;
  const numbers = text.split(',').map((part) => Number(part.trim()));
  if (numbers.every((number) => Number.isInteger(number) && number > 0 && number < 1000))
    return numbers;
  throw usage('--events is a list of numbers: 10,11,12.');
}
