import type { AlertSink } from '../../model/alert.ts';
import { batchText, batchTitle } from './message-text.ts';
import type { Parcel } from './parcel.ts';

const PATIENCE_MS = 20_000;

/** Sends one plain mail. The password goes over a connection that is encrypted, or that stays on this machine. */
export async function sendMail(
  sink: Extract<AlertSink, { kind: 'smtp' }>,
  password: string | null,
  { id, messages }: Parcel,
): Promise<void> {
  const { host, port, isTls, user, from, to } = sink;
  // Loaded when needed: most commands never send a mail.
  const { createTransport } = await import('nodemailer');
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(host);
  const transport = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: !isTls && user !== null && !isLocal,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject: batchTitle(messages),
      text: batchText(messages),
      messageId: `<${id}@tieout>`,
      headers: { 'X-Tieout-Delivery': id, 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    const code = error instanceof Error && 'responseCode' in error ? error.responseCode : null;
    const why = typeof code === 'number' ? `it answered ${code}` : reasonOf(error);
    throw new Error(`The mail server ${host}:${port} did not take the mail: ${why}.`, {
      cause: error,
    });
  } finally {
    transport.close();
  }
}

/** What a server says of itself may quote what it was sent: only the kind of the failure is told. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    EAUTH: 'user or password was refused',
    ETLS: 'it offers no encryption',
    ETIMEDOUT: 'it did not answer in time',
  };
  return words[code] ?? 'it could not be reached';
}
