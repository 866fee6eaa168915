import { connect, type AuditRequest, type Auditor, type Link } from '../../core/auditor.ts';
import type { Product } from '../../core/model/record-type.ts';
import { settingsOf } from '../../engine/customer-settings.ts';
import { requestForAll } from '../../engine/run-request.ts';
import { hookSecret, maskedHookSecret } from '../../keys/hook-secrets.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import { dataFolderOf } from '../arguments/data-folder.ts';
import { keptConnection } from '../arguments/kept-tokens.ts';
import { readReach } from '../arguments/reach.ts';
import { readTokens } from '../arguments/tokens.ts';
import type { CommandContext } from '../command.ts';
import { openStored } from '../stored.ts';

/** A workspace with its webhooks; `link` is null without tokens: then nothing can be read directly. */
export interface LiveSession {
  readonly auditor: Auditor;
  readonly workspace: string;
  readonly link: Link | null;
  /** How the workspace's settings judge. */
  readonly rules: AuditRequest;
}

/** Opens a workspace for a command of webhooks; sends nothing. @throws Failure usage, storage */
export async function openLive(context: CommandContext): Promise<LiveSession> {
  const { args, env, terminal } = context;
  const { auditor, workspace } = openStored(context);
  try {
    const given = readTokens(args, env);
    const kept =
      given.raise === null && given.crm === null
        ? await keptConnection(auditor, dataFolderOf(args, env), workspace, env)
        : null;
    const tokens = kept?.tokens ?? given;
    for (const token of [tokens.raise, tokens.crm]) if (token !== null) terminal.hide(token);
    const before = auditor.runs(workspace).find((run) => run.origins !== null)?.origins ?? null;
    const link =
      tokens.raise === null ? null : connect(readReach(args, tokens, kept?.origins ?? before));
    if (link !== null) auditor.keepPace(workspace, link);
    const settings = settingsOf(auditor, workspace);
    return {
      auditor,
      workspace,
      link,
      rules: requestForAll(['gift'], settings),
    };
  } catch (error) {
    auditor.close();
    throw error;
  }
}

const VARIABLES = { raise: 'TIEOUT_RAISE_HOOK_SECRET', crm: 'TIEOUT_CRM_HOOK_SECRET' } as const;

/** The secrets of webhooks: from the environment, else from the key store. Never from an argument. @throws Failure usage, storage */
export async function readSecrets(
  { args, env, terminal }: CommandContext,
  workspace: string,
): Promise<Readonly<Record<Product, string | null>>> {
  const keys = openKeyStore({ dataFolder: dataFolderOf(args, env) });
  const read = async (product: Product): Promise<string | null> => {
    const given = env[VARIABLES[product]]?.trim() ?? '';
    const secret = given === '' ? await kept(product) : given;
    if (secret !== null) terminal.hide(secret);
    return secret;
  };
  const kept = async (product: Product): Promise<string | null> => {
    const { state } = await maskedHookSecret(keys, workspace, product);
    const passphrase = env['TIEOUT_PASSPHRASE'];
    if (state === 'locked' && passphrase !== undefined) await keys.unlock(passphrase);
    return state === 'absent' ? null : hookSecret(keys, workspace, product);
  };
  return { raise: await read('raise'), crm: await read('crm') };
}

export const SECRET_ADVICE = `Set ${VARIABLES.raise} and ${VARIABLES.crm} in the environment to the secrets that the products were given, or choose --raise-proof none and --crm-proof none.`;
