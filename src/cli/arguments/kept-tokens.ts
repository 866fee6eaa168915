import { settingsOf } from '../../engine/customer-settings.ts';
import type { Auditor } from '../../core/auditor.ts';
import { openKeyStore } from '../../keys/open-key-store.ts';
import type { Origins } from './reach.ts';
import type { Tokens } from './tokens.ts';

/** What the application's Connection page keeps for a workspace. */
export interface KeptConnection {
  readonly tokens: Tokens;
  readonly origins: Origins;
}

/**
 * The tokens and addresses that were entered in the application; null if it keeps no token for this workspace.
 * @throws Failure usage when they are locked, storage when they can't be read
 */
export async function keptConnection(
  auditor: Auditor,
  dataFolder: string,
  workspace: string,
  env: NodeJS.ProcessEnv,
): Promise<KeptConnection | null> {
  if (!auditor.workspaces().includes(workspace)) return null;
  const keys = openKeyStore({ dataFolder });
  const states = await Promise.all(
    (['raise', 'crm'] as const).map((product) => keys.masked(workspace, product)),
  );
  if (states.every(({ state }) => state === 'absent')) return null;
  const passphrase = env['TIEOUT_PASSPHRASE'];
  if (passphrase !== undefined && states.some(({ state }) => state === 'locked'))
    await keys.unlock(passphrase);
  const settings = settingsOf(auditor, workspace);
  return {
    tokens: {
      raise: await keys.token(workspace, 'raise'),
      crm: settings.crmUrl === null ? null : await keys.token(workspace, 'crm'),
    },
    origins: { raise: settings.raiseUrl, crm: settings.crmUrl },
  };
}
