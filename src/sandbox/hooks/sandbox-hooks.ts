import { createHmac } from 'node:crypto';
import type { SandboxRequest } from '../servers/http-server.ts';
import type { SandboxAnswer } from '../servers/send-answer.ts';
import { textOf, type WireRecord } from '../wire-record.ts';
import type { World } from '../world/world.ts';
import {
  bodyOf,
  crmSwitch,
  raiseLabel,
  raiseNumber,
  type HookEvent,
  type HookProduct,
} from './hook-events.ts';

interface Subscription {
  id: number;
  product: HookProduct;
  settings: WireRecord;
}

interface LogEntry extends WireRecord {
  id: number;
  webhookId: number;
}

/** Webhooks of both products: subscriptions made over the API, deliveries over real HTTP, Raise's delivery logs. */
export class SandboxHooks {
  readonly #world: World;
  readonly #subscriptions: Subscription[] = [];
  readonly #logs: LogEntry[] = [];
  #nextId = 1;

  constructor(world: World) {
    this.#world = world;
  }

  /** Answers a request of /api/Webhook; undefined if it is none of a product's. */
  answer(product: HookProduct, request: SandboxRequest): SandboxAnswer | undefined {
    const [resource = '', second, third, fourth] = request.segments;
    const isRaise = product === 'raise';
    if (isRaise ? resource.toLowerCase() !== 'webhook' : resource !== 'Webhook') return undefined;
    const missing = { status: 404 };
    const own = this.#subscriptions.filter((one) => one.product === product);
    if (request.method === 'POST' && second === undefined)
      return this.#create(product, request.body);
    if (isRaise && request.method === 'GET' && second === 'list')
      return listed(
        own.map(({ id, settings }) => ({ id, ...settings })),
        request,
      );
    if (isRaise && request.method === 'GET' && second === 'log' && third === 'list')
      return listed(this.#logs.toReversed(), request);
    const found = own.find(({ id }) => String(id) === second);
    if (found === undefined) return missing;
    if (isRaise && third === 'log' && fourth === 'list')
      return listed(this.#logs.filter((log) => log.webhookId === found.id).toReversed(), request);
    if (third !== undefined) return missing;
    if (request.method === 'GET') return { status: 200, body: { id: found.id, ...found.settings } };
    if (request.method !== 'DELETE') return missing;
    this.#subscriptions.splice(this.#subscriptions.indexOf(found), 1);
    return { status: isRaise ? 204 : 200 };
  }

  /** Tells every subscriber who wants to know; `times` as often as given. @returns the statuses of the answers, 0 for none */
  async tell(event: HookEvent, times = 1): Promise<number[]> {
    const wanting = this.#subscriptions.filter((one) => wants(one, event));
    const body = JSON.stringify(bodyOf(event, this.#world));
    const sent = wanting.flatMap((one) => Array.from({ length: times }, () => one));
    return Promise.all(sent.map((one) => this.#deliver(one, event, body)));
  }

  #create(product: HookProduct, settings: WireRecord): SandboxAnswer {
    const url = settings[product === 'raise' ? 'notificationUrl' : 'payloadUrl'];
    if (typeof url !== 'string' || !/^https:|^http:\/\/127\.0\.0\.1[:/]/.test(url))
      return { status: 400, body: { message: 'The request is invalid.' } };
    const made = { id: this.#nextId, product, settings };
    this.#nextId += 1;
    this.#subscriptions.push(made);
    return { status: product === 'raise' ? 200 : 201, body: { id: made.id, ...settings } };
  }

  async #deliver(one: Subscription, event: HookEvent, body: string): Promise<number> {
    const { settings, product } = one;
    const url = String(settings[product === 'raise' ? 'notificationUrl' : 'payloadUrl']);
    const status = await fetch(url, {
      method: 'POST',
      headers: headersOf(one, event, body),
      body,
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (product === 'raise')
      this.#logs.push({
        id: this.#logs.length + 1,
        webhookId: one.id,
        eventType: raiseNumber(event),
        eventTypeDisplay: raiseLabel(event),
        payload: body,
        responseStatus: status,
        createdDate: new Date().toISOString(),
      });
    return status;
  }
}

function wants({ product, settings }: Subscription, event: HookEvent): boolean {
  if (product !== event.product) return false;
  if (product === 'raise') {
    const list: unknown = settings['eventTypesList'];
    return settings['status'] === 1 && Array.isArray(list) && list.includes(raiseNumber(event));
  }
  const name = crmSwitch(event);
  return settings['active'] === true && name !== null && settings[name] === true;
}

/** Raise sends its token, CRM+ a signature in Base64 (docs/api-facts.md A8, B8); the names of the headers are not documented. */
function headersOf(
  { product, settings }: Subscription,
  event: HookEvent,
  body: string,
): Record<string, string> {
  const type = { 'content-type': 'application/json' };
  if (product === 'raise')
    return {
      ...type,
      'x-security-token': textOf(settings['securityToken']),
      'x-raise-event-type': String(raiseNumber(event)),
    };
  const secret = textOf(settings['secret']);
  return {
    ...type,
    'x-virtuous-signature': createHmac('sha256', secret).update(body).digest('base64'),
  };
}

function listed(items: readonly WireRecord[], { query }: SandboxRequest): SandboxAnswer {
  const skip = Number(query.get('Skip') ?? 0);
  const take = Number(query.get('Take') ?? 10);
  return { status: 200, body: { items: items.slice(skip, skip + take), total: items.length } };
}
