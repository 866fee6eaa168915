import { isAbsolute } from 'node:path';
import type { AlertSink } from '../../model/alert.ts';
import { isWebhookUrl, readSignedSecret } from './webhook-sinks.ts';

/**
 * Why nothing could ever be brought to a sink; null if it could, as far as that is known before a try.
 * @param secret what is given for it now; null if nothing is
 */
export function sinkFault(sink: AlertSink, secret: string | null): string | null {
  if (sink.kind === 'file' && !isAbsolute(sink.path))
    return 'Write the whole path of the file, from the root or the drive on: no other says which folder is meant.';
  if (secret === null) return null;
  if (sink.kind === 'slack' && !isWebhookUrl(secret)) return NO_ADDRESS;
  if (sink.kind !== 'webhook') return null;
  const signed = readSignedSecret(secret);
  if (signed === null) return 'A signed webhook needs both an address and a key.';
  return isWebhookUrl(signed.url) ? null : NO_ADDRESS;
}

const NO_ADDRESS = 'The webhook’s address must be a whole https address.';

/** Whether the secret that is kept for a sink may go where it is meant to go now: a password is for one user of one server. */
export function isSecretOf(before: AlertSink, now: AlertSink): boolean {
  if (before.kind !== 'smtp' || now.kind !== 'smtp') return before.kind === now.kind;
  return before.host === now.host && before.user === now.user;
}
