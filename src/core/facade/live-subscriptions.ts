import type { Link, SubscriptionAccess } from './connect.ts';
import {
  createdId,
  createRequest,
  deleteRequest,
  listSubscriptions,
  readEventNumbers,
} from '../connectors/events/subscriptions.ts';
import { writeDigest, type PreparedWrite } from '../http/confirmed-write.ts';
import { Failure } from '../model/failure.ts';
import { PRODUCT_WORDS, type Product } from '../model/record-type.ts';
import type {
  PreparedSubscription,
  Subscription,
  SubscriptionWish,
} from '../model/subscription.ts';
import type { LiveStore } from '../monitor/live-store.ts';
import { knownEvents, learnEvents, type KnownEvent } from '../staging/live/event-numbers.ts';
import {
  noteSubscribed,
  noteUnsubscribed,
  ownSubscriptions,
} from '../staging/live/subscriptions.ts';

export type SubscriptionChange =
  | ({ readonly kind: 'create' } & SubscriptionWish)
  | { readonly kind: 'delete'; readonly product: Product; readonly id: string };

/** Webhook subscriptions: the one thing that Tieout changes in a product, in two steps. */
export interface Subscriptions {
  /** Raise's as it lists them; of CRM+, which lists none, those that Tieout made. @throws Failure */
  list(workspace: string, link: Link, signal?: AbortSignal): Promise<readonly Subscription[]>;
  /** The exact request, for a person to look at; sends nothing. @throws Failure usage */
  prepare(link: Link, change: SubscriptionChange): PreparedSubscription;
  /**
   * Sends what was prepared, once. @param digest what the person confirmed
   * @throws Failure refused_by_allow_list if it is another request's; usage without a secret; else as a read
   */
  send(
    workspace: string,
    link: Link,
    change: SubscriptionChange,
    confirmed: { readonly digest: string; readonly secret: string | null },
    signal?: AbortSignal,
  ): Promise<{ readonly id: string | null }>;
  /** Reads Raise's delivery logs for what its numbers of events mean. @throws Failure */
  learnEvents(workspace: string, link: Link, signal?: AbortSignal): Promise<readonly KnownEvent[]>;
}

/** Subscriptions of all workspaces; `open` gives the file that remembers which are ours. */
export function createSubscriptions(open: (workspace: string) => LiveStore): Subscriptions {
  return {
    list: async (workspace, link, signal) => {
      const own = ownSubscriptions(open(workspace).db);
      const isOurs = (product: Product, id: string): boolean =>
        own.some((one) => one.product === product && one.id === id);
      const listed = await listSubscriptions(accessOf(link, 'raise').http, signal);
      return [
        ...listed.map((one) => ({ ...one, isOurs: isOurs('raise', one.id) })),
        ...own
          .filter(({ product }) => product === 'crm')
          .map(({ product, id, url }) => ({
            product,
            id,
            url,
            name: null,
            isActive: null,
            isOurs: true,
          })),
      ];
    },
    prepare: (link, change) => {
      const write = writeOf(link, change);
      const { product, method, url, body } = write;
      return { product, method, url, body, digest: writeDigest(write) };
    },
    send: async (workspace, link, change, { digest, secret }, signal) => {
      const write = writeOf(link, change);
      if (change.kind === 'create' && (secret === null || secret === ''))
        throw new Failure(
          'usage',
          'A subscription without a secret could be told by anybody: give it one first.',
        );
      const { db } = open(workspace);
      const { writer } = accessOf(link, change.product);
      const answer = await writer.send(write, digest, secret, signal);
      const nowMs = link.connections.clock.now();
      if (change.kind === 'delete') {
        noteUnsubscribed(db, change.product, change.id, nowMs);
        return { id: change.id };
      }
      const id = createdId(answer.text);
      if (id !== null) noteSubscribed(db, { product: change.product, id, url: change.url }, nowMs);
      return { id };
    },
    learnEvents: async (workspace, link, signal) => {
      const { db } = open(workspace);
      const learned = await readEventNumbers(accessOf(link, 'raise').http, signal);
      learnEvents(db, learned, link.connections.clock.now());
      return knownEvents(db);
    },
  };
}

/** @throws Failure usage for what can't be one */
function writeOf(link: Link, change: SubscriptionChange): PreparedWrite {
  const { origin } = accessOf(link, change.product).writer;
  if (change.kind === 'delete') {
    if (!/^\d{1,19}$/.test(change.id))
      throw new Failure('usage', 'The id of a webhook is a whole number.');
    return deleteRequest(origin, change.product, change.id);
  }
  const url = URL.parse(change.url);
  const isHttps = url?.protocol === 'https:';
  // The simulated products deliver on this machine.
  const isLocal = url?.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (url === null || !(isHttps || isLocal) || url.username !== '' || url.password !== '')
    throw new Failure('usage', 'Deliveries go to an https address without a name or a password.');
  if (change.product === 'raise' && change.raiseEvents.length === 0)
    throw new Failure('usage', 'Say of which events Raise should tell: their numbers.');
  return createRequest(origin, change);
}

function accessOf(link: Link, product: Product): SubscriptionAccess {
  const access = link.subscriptionAccess[product];
  if (access === null)
    throw new Failure('usage', `There is no token of ${PRODUCT_WORDS[product]} here.`);
  return access;
}
