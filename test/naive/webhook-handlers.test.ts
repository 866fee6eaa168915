import { describe, expect, test } from 'vitest';
import { crmGiftBody, raiseGiftBody } from '../monitor/bodies.ts';
import { draws } from '../monitor/hook-load.ts';
import { delivery, LiveFolder } from '../monitor/live-folder.ts';
import {
  GuideDatabase,
  handleCrmGiftEvent,
  handleRaiseGiftEvent,
  type Json,
} from './webhook-handlers.ts';

const GIFTS = 200;

interface Sent {
  readonly product: 'raise' | 'crm';
  readonly body: string;
}

/** Both products' events of every gift, one in ten twice, in random order. */
function stream(crmBody: (id: number) => string): Sent[] {
  const random = draws(11);
  const once = Array.from({ length: GIFTS }, (_, at) => at + 1).flatMap((id): Sent[] => [
    { product: 'raise', body: raiseGiftBody({ id }) },
    { product: 'crm', body: crmBody(id) },
  ]);
  return [...once, ...once.filter(() => random() < 0.1)]
    .map((sent) => ({ sent, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ sent }) => sent);
}

/** The guide's handlers on a stream, so many requests at once. */
async function guideOn(sent: readonly Sent[], atOnce: number): Promise<GuideDatabase> {
  const db = new GuideDatabase();
  for (let at = 0; at < sent.length; at += atOnce)
    await Promise.all(
      sent.slice(at, at + atOnce).map(({ product, body }) => {
        const payload = JSON.parse(body) as Json;
        return product === 'raise'
          ? handleRaiseGiftEvent(db, payload)
          : handleCrmGiftEvent(db, payload);
      }),
    );
  return db;
}

const seenByBoth = (db: GuideDatabase): number =>
  db.rows.filter(
    ({ raiseGiftSeenAt, crmGiftSeenAt }) => raiseGiftSeenAt !== null && crmGiftSeenAt !== null,
  ).length;

describe('the vendor guide’s handlers and ours, on the same events', () => {
  test('the bodies that CRM+ really sends are lost on the guide’s: every gift looks one-sided', async () => {
    const sent = stream((id) => crmGiftBody({ id: id + 1000, raiseId: id }));
    expect(seenByBoth(await guideOn(sent, 1))).toBe(0);
    expectOurs(sent);
  });

  test('even on bodies made for it, requests that come together double its rows', async () => {
    // What the guide hopes for: the gift itself, with the names it guesses. Ours is not told that form, so it sees CRM+'s own.
    const hoped = (id: number): string =>
      JSON.stringify({
        ...(JSON.parse(crmGiftBody({ id: id + 1000, raiseId: id }, 'top')) as Json),
        transactionSource: 'raise',
        sourceId: id,
      });
    const sent = stream(hoped);
    const alone = await guideOn(sent, 1);
    expect(alone.rows).toHaveLength(GIFTS);
    const together = await guideOn(
      sent.toSorted((a, b) => idOf(a) - idOf(b)),
      8,
    );
    expect(together.rows.length).toBeGreaterThan(GIFTS);
    expect(seenByBoth(together)).toBeLessThan(GIFTS);
    expectOurs(sent);
  });

  test('ids that one product writes as text and the other as a number are two gifts for the guide’s', async () => {
    const sent = stream((id) =>
      JSON.stringify({
        ...(JSON.parse(crmGiftBody({ id: id + 1000, raiseId: id }, 'top')) as Json),
        transactionSource: 'raise',
        sourceId: String(id),
      }),
    );
    expect((await guideOn(sent, 1)).rows).toHaveLength(2 * GIFTS);
    expectOurs(sent);
  });
});

function idOf({ body }: Sent): number {
  return (JSON.parse(body) as { id: number }).id % 1000;
}

function expectOurs(sent: readonly Sent[]): void {
  using folder = new LiveFolder();
  folder.take(sent.map(({ product, body }, at) => delivery(product, body, at)));
  const rows = folder.rows();
  expect(rows).toHaveLength(GIFTS);
  expect(
    rows.filter(({ arrival, crmIds }) => arrival === 'both' && crmIds.length === 1),
  ).toHaveLength(GIFTS);
}
