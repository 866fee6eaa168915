import { once } from 'node:events';
import { sentenceOf } from '../../core/model/failure.ts';
import { PRODUCT_WORDS } from '../../core/model/record-type.ts';
import { numberOf } from '../arguments/numbers.ts';
import type { CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { openLive, readSecrets, SECRET_ADVICE, type LiveSession } from './open-live.ts';
import { proofOf, proofText } from './proof.ts';
import { statusText } from './status-text.ts';

const CONFIRM_EVERY_MS = 60_000;
const TELL_EVERY_MS = 10_000;

/** tieout webhooks listen: until Ctrl-C. */
export async function listen(context: CommandContext): Promise<number> {
  const { args, terminal, signal } = context;
  const session = await openLive(context);
  const { auditor, workspace, link, rules } = session;
  try {
    const settings = changeByFlags(context, session);
    const secrets = await readSecrets(context, workspace);
    const port = numberOf(args, 'port', { least: 1, most: 65_535 }) ?? settings.port ?? undefined;
    const told = { stored: 0, applied: 0 };
    const listener = await auditor.live.listen(workspace, {
      secrets,
      port,
      onNews: ({ stored, applied }) => {
        told.stored += stored;
        told.applied += applied;
      },
      onError: (error) => terminal.note(sentenceOf(error), 'error'),
    });
    const telling = setInterval(() => {
      if (told.stored > 0)
        terminal.note(`${told.stored} deliveries taken, ${told.applied} looked into`);
      told.stored = 0;
      told.applied = 0;
    }, TELL_EVERY_MS);
    const confirming = setInterval(() => void confirm(session, context), CONFIRM_EVERY_MS);
    try {
      await terminal.out(hooksText(session, listener.port, secrets));
      if (link === null)
        terminal.note(
          'There is no Raise token, so nothing can be read directly: one-sided gifts wait to be confirmed.',
        );
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      clearInterval(telling);
      clearInterval(confirming);
      await listener.close();
    }
    await terminal.out(`\n${statusText(workspace, auditor.live.status(workspace, rules))}`);
    return EXIT.ok;
  } finally {
    auditor.close();
  }
}

/** Changes what flags name, for this time and the next. */
function changeByFlags({ args }: CommandContext, { auditor, workspace }: LiveSession) {
  const { schemes } = auditor.live.settings(workspace);
  const limitMinutes = numberOf(args, 'limit-minutes', { least: 5, most: 10_080 });
  const keepBodyDays = numberOf(args, 'keep-days', { least: 1, most: 3650 });
  return auditor.live.changeSettings(workspace, {
    schemes: {
      raise: proofOf(args, 'raise-proof') ?? schemes.raise,
      crm: proofOf(args, 'crm-proof') ?? schemes.crm,
    },
    ...(limitMinutes === undefined ? {} : { limitMinutes }),
    ...(keepBodyDays === undefined ? {} : { keepBodyDays }),
  });
}

let isConfirming = false;

async function confirm(
  { auditor, workspace, link, rules }: LiveSession,
  { terminal, signal }: CommandContext,
): Promise<void> {
  if (link === null || isConfirming) return;
  isConfirming = true;
  try {
    const { checked, waiting, stopped } = await auditor.live.confirm(workspace, link, rules, {
      signal,
    });
    if (checked > 0)
      terminal.note(`${checked} one-sided gifts read directly, ${waiting} waiting to be confirmed`);
    if (stopped !== null) terminal.note(stopped.message, 'error');
  } catch (error) {
    if (!signal.aborted) terminal.note(sentenceOf(error), 'error');
  } finally {
    isConfirming = false;
  }
}

function hooksText(
  { auditor, workspace, rules }: LiveSession,
  port: number,
  secrets: Awaited<ReturnType<typeof readSecrets>>,
): string {
  const { settings, warnings } = auditor.live.status(workspace, rules);
  const lines = (['raise', 'crm'] as const).map((product) => {
    const scheme = settings.schemes[product];
    const words = PRODUCT_WORDS[product].padEnd(6);
    return scheme.kind !== 'none' && secrets[product] === null
      ? `  ${words} not listened for: there is no secret. ${SECRET_ADVICE}`
      : `  ${words} http://127.0.0.1:${port}${settings.paths[product]}  (${proofText(scheme)})`;
  });
  return [
    `Listening for webhooks of ${workspace}, on this machine only, until Ctrl-C:`,
    ...lines,
    ...warnings.map((warning) => `Warning: ${warning}`),
    '',
    `Bring an HTTPS tunnel of your own to http://127.0.0.1:${port}, and give the products its address with these paths: tieout webhooks subscribe raise|crm --url https://… (docs/user-guide/webhooks.md).`,
    '',
  ].join('\n');
}
