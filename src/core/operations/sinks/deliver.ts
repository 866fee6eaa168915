import type { AlertSink } from '../../model/alert.ts';
import { assertNever } from '../../model/record-type.ts';
import { appendLines } from './file-sink.ts';
import { sendMail } from './mail-sink.ts';
import { batchText, batchTitle } from './message-text.ts';
import type { Parcel } from './parcel.ts';
import { postSigned, postToSlack } from './webhook-sinks.ts';

/** What only a host can do; null where it can't. */
export interface SinkPorts {
  /** A notification of the system's. */
  readonly notify: ((title: string, text: string) => Promise<void>) | null;
}

/**
 * Brings a parcel to a sink. @param secret what the key store keeps for it
 * @throws Error whose message is a sentence without anything secret
 */
export async function deliver(
  sink: AlertSink,
  secret: string | null,
  parcel: Parcel,
  ports: SinkPorts,
): Promise<void> {
  switch (sink.kind) {
    case 'file':
      return appendLines(sink.path, parcel.messages);
    case 'smtp':
      return sendMail(sink, secret, parcel);
    case 'slack':
      return postToSlack(secret, parcel);
    case 'webhook':
      return postSigned(secret, parcel);
    case 'desktop':
      if (ports.notify === null)
        throw new Error('Notifications are shown by the window only: it was not open.');
      return ports.notify(batchTitle(parcel.messages), batchText(parcel.messages));
    default:
      return assertNever(sink);
  }
}
