import type { ServerResponse } from 'node:http';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { HttpClient } from '../../src/core/http/http.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import type { Cursor, ParsedRow, StreamPage } from '../../src/core/connectors/connector.ts';
import { json, startServer } from '../http/local-server.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** What was asked for, whichever product and surface it came by. */
export interface Asked {
  readonly nth: number;
  readonly path: string;
  readonly afterId: number | null;
  readonly conditions: readonly { parameter: string; operator: string; value: string }[];
  readonly skip: number;
  readonly take: number;
}

export interface ListBehaviour {
  readonly product?: Product;
  /** Ids in the server's own order; may be changed while it runs. */
  ids: number[];
  cap?: number;
  isSorted?: boolean;
  ignoresKeyset?: boolean;
  total?: (honest: number, rows: number) => number | null | string;
  /** Ids of records on which the full form fails with 500. */
  poison?: ReadonlySet<number>;
  /** Whether the short form fails on them too. */
  isPoisonDeep?: boolean;
  /** Answers in place of the honest answer if it returns true. */
  before?: (asked: Asked, response: ServerResponse) => boolean;
  row?: (id: number) => unknown;
}

export interface ListServer extends AsyncDisposable {
  readonly http: HttpClient;
  readonly asked: readonly Asked[];
}

/** A list of gifts that misbehaves as told. */
export async function startListServer(behaviour: ListBehaviour): Promise<ListServer> {
  const product = behaviour.product ?? 'crm';
  const asked: Asked[] = [];
  const server = await startServer((response, request) => {
    const one = readAsked(request.url, request.body, asked.length + 1);
    asked.push(one);
    if (behaviour.before?.(one, response)) return;
    if (one.path.endsWith('/QueryOptions'))
      return json(response, { options: [{ parameter: 'Gift Date' }] });
    answerList(behaviour, one, response, product);
  });
  const clock = createVirtualClock({ isAuto: true });
  const pace = paceFor({ product, requestsPerSecond: 10_000 });
  const http = createHttpClient({
    product,
    origin: server.origin,
    token: 'token',
    pace,
    clock,
    random: () => 0,
  });
  return { http, asked, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function answerList(
  behaviour: ListBehaviour,
  one: Asked,
  response: ServerResponse,
  product: Product,
): void {
  const { isSorted = true, ignoresKeyset = false, cap = 1000 } = behaviour;
  const ordered = isSorted ? behaviour.ids.toSorted((a, b) => a - b) : behaviour.ids;
  const { afterId } = one;
  const matching =
    afterId === null || ignoresKeyset ? ordered : ordered.filter((id) => id > afterId);
  const page = matching.slice(one.skip, one.skip + Math.min(one.take, cap));
  const isShort = one.path.endsWith('/Query');
  if (page.some((id) => behaviour.poison?.has(id)) && (!isShort || behaviour.isPoisonDeep)) {
    return json(response, { message: 'An error has occurred.' }, 500);
  }
  const rows = page.map((id) => (behaviour.row ?? (product === 'crm' ? crmGift : raiseGift))(id));
  const total = behaviour.total ? behaviour.total(matching.length, rows.length) : matching.length;
  json(response, { [product === 'crm' ? 'list' : 'items']: rows, total });
}

function readAsked(url: string, text: string, nth: number): Asked {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const body = (text === '' ? {} : JSON.parse(text)) as {
    groups?: { conditions: Asked['conditions'] }[];
    skip?: number;
    take?: number;
  };
  const conditions = body.groups?.[0]?.conditions ?? [];
  const beyond = conditions.find(
    ({ parameter, operator }) =>
      /^(Gift Id|Contact Id|Recurring Gift Id|Id)$/.test(parameter) && operator === 'GreaterThan',
  );
  const skip = Number(searchParams.get('skip') ?? searchParams.get('Skip') ?? body.skip);
  const take = Number(searchParams.get('take') ?? searchParams.get('Take') ?? body.take);
  return {
    nth,
    path: pathname,
    afterId: beyond ? Number(beyond.value) : null,
    conditions,
    skip,
    take,
  };
}

export function crmGift(id: number): Record<string, unknown> {
  return {
    id,
    transactionSource: 'RaiseDonors',
    transactionId: `rd2-${id}`,
    contactId: 7,
    giftType: 'Cash',
    giftDate: '2026-03-10T00:00:00',
    amount: 10.5,
    currencyCode: 'USD',
    createDateTimeUtc: '2026-03-10T12:00:00.017',
    giftDesignations: [],
  };
}

export function raiseGift(id: number): Record<string, unknown> {
  return {
    id,
    currency: 'USD',
    amount: 10.5,
    date: '2026-03-10T12:00:00',
    donorId: 7,
    statusText: 'Approved',
    projects: [],
  };
}

export interface Collected {
  /** Ids in the order in which they were handed on, rows of an overlap left out. */
  readonly ids: readonly (string | null)[];
  readonly rows: readonly ParsedRow<{ readonly id: string }>[];
  readonly pages: readonly StreamPage[];
  readonly anomalies: readonly string[];
  readonly cursors: readonly Cursor[];
}

/** Reads a stream to its end. */
export async function collect(
  read: (onAnomaly: (anomaly: string) => void) => AsyncGenerator<StreamPage, void, void>,
): Promise<Collected> {
  const anomalies: string[] = [];
  const pages: StreamPage[] = [];
  for await (const page of read((anomaly) => anomalies.push(anomaly))) pages.push(page);
  const rows = pages.flatMap((page): ParsedRow<{ readonly id: string }>[] =>
    page.rows.slice(page.overlap),
  );
  const cursors = pages.map((page) => page.next);
  return {
    ids: rows.map((row) => row.record.id),
    rows,
    pages,
    anomalies: [...new Set(anomalies)],
    cursors,
  };
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** A stable order that is not by id. */
export function scrambled(count: number): number[] {
  return numbers(count).toSorted((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009) || a - b);
}
