import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { batchText, batchTitle } from './message-text.ts';
import type { Parcel } from './parcel.ts';

const PATIENCE_MS = 20_000;
const LOCAL = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** What the key store keeps for a signed webhook. */
const signedSecret = z.object({ url: z.string(), key: z.string().min(1) });

/** What is kept for a signed webhook; null for anything else. */
export function readSignedSecret(secret: string | null): z.infer<typeof signedSecret> | null {
  return signedSecret.safeParse(parsedJson(secret)).data ?? null;
}

/** Whether alerts may go there: encrypted, or to this machine. */
export function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname));
}

/** Posts what Slack and those that imitate it understand; the address is the secret. */
export async function postToSlack(url: string | null, { id, messages }: Parcel): Promise<void> {
  const text = `*${escaped(batchTitle(messages))}*\n${escaped(batchText(messages))}`;
  await post(url, JSON.stringify({ text }), { 'X-Tieout-Delivery': id });
}

/**
 * Posts the messages as JSON, signed: `Tieout-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 of `<seconds>.<body>` under the shared
 * key. Who checks it also checks that the time is near, and that the delivery's id is new.
 */
export async function postSigned(secret: string | null, { id, messages }: Parcel): Promise<void> {
  const signed = readSignedSecret(secret);
  if (signed === null) throw new Error('The webhook has no address or no key yet: enter them.');
  const { url, key } = signed;
  const body = JSON.stringify({ format: 'tieout.alerts/1', delivery: id, alerts: messages });
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  await post(url, body, {
    'X-Tieout-Delivery': id,
    'Tieout-Signature': `t=${seconds},v1=${signature}`,
  });
}

async function post(
  url: string | null,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  if (url === null || !isWebhookUrl(url))
    throw new Error('The webhook has no address yet, or one that is not https: enter it.');
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
      // An alert goes where a person sent it, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    ({ status } = answer);
  } catch {
    // What fetch says may quote the address, which is a secret.
    throw new Error('The webhook could not be reached.');
  }
  if (status < 200 || status > 299) throw new Error(`The webhook answered ${status}.`);
}

/** Slack's own three characters. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function parsedJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
