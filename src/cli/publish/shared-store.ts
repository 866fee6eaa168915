import { readStoreAddress, STORE_VARIABLE, type StoreAddress } from '../../core/auditor.ts';
import { usage } from '../arguments/usage.ts';
import type { CommandContext } from '../command.ts';

/** The shared store that the environment names; null if it names none. Its secrets are hidden from then on. @throws Failure usage */
export function sharedStore({
  env,
  terminal,
}: Pick<CommandContext, 'env' | 'terminal'>): StoreAddress | null {
  const text = (env[STORE_VARIABLE] ?? '').trim();
  if (text === '') return null;
  const address = readStoreAddress(text);
  for (const secret of address.secrets) terminal.hide(secret);
  return address;
}

/** Whether one process at a time may spend a customer's quota; TIEOUT_LEASE=off is for where there is only ever one. */
export function needsLease({ env }: Pick<CommandContext, 'env'>): boolean {
  const text = (env['TIEOUT_LEASE'] ?? '').trim();
  if (text === '' || text === 'on') return true;
  if (text === 'off') return false;
  throw usage('TIEOUT_LEASE is on (as without it) or off.');
}
