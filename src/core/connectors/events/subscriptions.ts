import type { PreparedWrite } from '../../http/confirmed-write.ts';
import type { HttpClient } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { LearnedEvent } from '../../model/live-event.ts';
import type { Product } from '../../model/record-type.ts';
import type { Subscription, SubscriptionWish } from '../../model/subscription.ts';
import type { Row } from '../wire/fields.ts';
import { asRow, idOrNull, readFlagOrNull, readText } from '../wire/fields.ts';
import { openListing } from '../wire/listing.ts';

const MASK = '••••';
const PATH = '/api/Webhook';

/** The request that makes a subscription (docs/api-facts.md A8, B8), its secret masked. */
export function createRequest(origin: string, wish: SubscriptionWish): PreparedWrite {
  const { product, url, name, raiseEvents } = wish;
  const base = { product, method: 'POST', url: origin + PATH } as const;
  if (product === 'raise')
    return {
      ...base,
      secretMember: 'securityToken',
      body: {
        name,
        notificationUrl: url,
        eventTypesList: [...raiseEvents],
        // Labels of both numbers are not documented; these are the vendor's own examples.
        format: 1,
        status: 1,
        securityToken: MASK,
      },
    };
  return {
    ...base,
    secretMember: 'secret',
    body: {
      payloadUrl: url,
      secret: MASK,
      contactCreate: true,
      contactUpdate: true,
      giftCreate: true,
      giftUpdate: true,
      giftDelete: true,
      active: true,
    },
  };
}

export function deleteRequest(origin: string, product: Product, id: string): PreparedWrite {
  const url = `${origin}${PATH}/${encodeURIComponent(id)}`;
  return { product, method: 'DELETE', url, body: null, secretMember: null };
}

/** The new subscription's id; null if the answer does not tell it. */
export function createdId(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return idOrNull(asRow(value)?.['id'] ?? value);
  } catch {
    return null;
  }
}

const TAKE = 100;
const MOST_PAGES = 20;

/** Raise's subscriptions, whoever made them. @throws Failure */
export async function listSubscriptions(
  http: HttpClient,
  signal?: AbortSignal,
): Promise<readonly Omit<Subscription, 'isOurs'>[]> {
  const rows = await readList(http, `${PATH}/list`, 'webhooks', MOST_PAGES, signal);
  return rows.flatMap((row) => {
    const id = idOrNull(row['id']);
    if (id === null) return [];
    const status: unknown = row['status'];
    return [
      {
        product: 'raise' as const,
        id,
        name: readText(row['name']),
        url: readText(row['notificationUrl']),
        isActive: typeof status === 'number' ? status === 1 : readFlagOrNull(row['active']),
      },
    ];
  });
}

/** What Raise's newest delivery logs call the numbers of events (B8). @throws Failure */
export async function readEventNumbers(
  http: HttpClient,
  signal?: AbortSignal,
): Promise<readonly (LearnedEvent & { readonly source: string })[]> {
  const rows = await readList(http, `${PATH}/log/list`, 'webhook logs', 1, signal);
  return rows.flatMap((row) => {
    const label = readText(row['eventTypeDisplay']);
    const number = row['eventType'] ?? row['eventTypeId'];
    if (label === null || !Number.isSafeInteger(number)) return [];
    const source = `delivery log ${idOrNull(row['id']) ?? 'without an id'} of Raise`;
    return [{ number: Number(number), label, source }];
  });
}

async function readList(
  http: HttpClient,
  path: string,
  stream: string,
  mostPages: number,
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = { Skip: String(rows.length), Take: String(TAKE) };
    const answer = await http.send({ method: 'GET', path, query, stream, signal });
    const listing = answer.kind === 'json' ? openListing(answer.value) : null;
    if (listing === null)
      throw new Failure('bad_answer', `The list of ${stream} could not be understood.`);
    for (const item of listing.items) {
      const row = asRow(item);
      if (row !== null) rows.push(row);
    }
    if (listing.items.length === 0 || rows.length >= (listing.total ?? rows.length)) break;
  }
  return rows;
}
