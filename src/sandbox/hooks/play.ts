import { setTimeout as sleep } from 'node:timers/promises';
import { drawFraction, STREAM } from '../seeded-draw.ts';
import { textOf } from '../wire-record.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { HookEvent } from './hook-events.ts';
import type { SandboxHooks } from './sandbox-hooks.ts';

/** How both products tell of their gifts. */
export interface PlayOptions {
  seed?: number;
  /** How many of Raise's newest gifts; default all. CRM+ tells of the gifts that it has of them. */
  gifts?: number;
  /** The share of events that come twice. */
  repeated?: number;
  /** Between two events. */
  pauseMs?: number;
  signal?: AbortSignal;
}

export interface Played {
  events: number;
  delivered: number;
  /** Answered with anything but success, or not at all. */
  failed: number;
}

/** Tells of gifts in a seeded disorder: what CRM+ has first at times, some twice, and of planted gifts one product alone. */
export async function playGifts(
  world: World,
  hooks: SandboxHooks,
  options: PlayOptions = {},
): Promise<Played> {
  const { seed = 1, repeated = 0.1, pauseMs = 0, signal } = options;
  const raise = idsOf(world.raise.gifts);
  const newest = options.gifts === undefined ? raise : raise.slice(-options.gifts);
  const events = [
    ...newest.map((id): HookEvent => ({
      product: 'raise',
      resource: 'gifts',
      what: 'created',
      id,
    })),
    ...idsOf(world.crm.gifts)
      .filter((id) => options.gifts === undefined || refersTo(world, id, newest))
      .map((id): HookEvent => ({ product: 'crm', resource: 'gifts', what: 'created', id })),
  ];
  const order = events
    .map((event, at) => ({ event, at, place: drawFraction(seed, STREAM.order, at) }))
    .sort((one, other) => one.place - other.place);
  const played: Played = { events: 0, delivered: 0, failed: 0 };
  for (const { event, at } of order) {
    if (signal?.aborted === true) break;
    const times = drawFraction(seed, STREAM.faultChoice, at) < repeated ? 2 : 1;
    played.events += 1;
    for (const status of await hooks.tell(event, times)) {
      if (status >= 200 && status < 300) played.delivered += 1;
      else played.failed += 1;
    }
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return played;
}

function idsOf(table: Table): number[] {
  const ids: number[] = [];
  for (let id = table.next(0, true); id !== undefined; id = table.next(id, true)) ids.push(id);
  return ids;
}

function refersTo(world: World, crmId: number, raiseIds: readonly number[]): boolean {
  const reference = textOf(world.crm.gifts.get(crmId)?.['transactionId']);
  return raiseIds.some((id) => reference === `${world.linkPrefix}${id}`);
}
