import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertDelivery } from '../../src/core/model/alert.ts';
import { deliveryStanding } from '../../src/renderer/pages/schedule/delivery-words.ts';
import { standingOf } from '../../src/renderer/pages/schedule/try-standing.ts';
import { alertWords } from '../../src/renderer/words/alerts.ts';
import { scheduleWords } from '../../src/renderer/words/schedule.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const BEFORE = '2026-11-29T11:59:00Z';
const AFTER = '2026-11-29T12:05:00Z';
const words = alertWords.told.delivery;

const FRESH: AlertDelivery = {
  sink: 'mail',
  state: 'waiting',
  tries: 0,
  nextUtc: BEFORE,
  deliveredUtc: null,
  sentence: null,
};

function told(part: Partial<AlertDelivery>, isKnown = true): string {
  return deliveryStanding({ ...FRESH, ...part }, { nowMs: NOW, isKnown }).words;
}

describe('how an alert stands with a destination', () => {
  test('follows its tries', () => {
    const why = 'The webhook answered 503.';
    expect(told({})).toBe(words.soon('mail'));
    expect(told({ nextUtc: AFTER })).toBe(words.waits('mail', AFTER));
    expect(told({ tries: 1, nextUtc: AFTER })).toBe(words.sending('mail'));
    expect(told({ tries: 3, nextUtc: AFTER, sentence: why })).toBe(words.failed('mail', 3, AFTER));
    expect(told({ tries: 10, state: 'given_up', sentence: why })).toBe(words.givenUp('mail', 10));
    expect(told({ tries: 1, state: 'delivered', deliveredUtc: BEFORE })).toBe(
      words.delivered('mail', BEFORE),
    );
    expect(told({}, false)).toBe(words.removed('mail'));
    // What was delivered stays delivered.
    expect(told({ state: 'delivered', deliveredUtc: BEFORE }, false)).toMatch(/delivered/);
  });

  test('is never called delivered before it is, and a failure is told with its reason', () => {
    const delivery = fc.record({
      sink: fc.constantFrom('mail', 'chat'),
      state: fc.constantFrom('waiting' as const, 'delivered' as const, 'given_up' as const),
      tries: fc.integer({ min: 0, max: 10 }),
      nextUtc: fc.constantFrom(BEFORE, AFTER),
      deliveredUtc: fc.constant(null),
      sentence: fc.option(fc.constant('The webhook could not be reached.')),
    });
    fc.assert(
      fc.property(delivery, fc.boolean(), (one, isKnown) => {
        const standing = deliveryStanding(one, { nowMs: NOW, isKnown });
        expect(/: delivered/.test(standing.words)).toBe(one.state === 'delivered');
        expect(standing.tone === 'good').toBe(one.state === 'delivered');
        if (one.state !== 'delivered') expect(standing.why).toBe(one.sentence);
      }),
    );
  });
});

describe('how a try of the backstop ended', () => {
  const { tries } = scheduleWords;
  test.each([
    [{ outcome: null, isGoing: true }, tries.going, false],
    [{ outcome: null, isGoing: false }, tries.stopped, false],
    [{ outcome: 'verified', isGoing: false }, tries.outcomes.verified, true],
    [{ outcome: 'not_verified', isGoing: false }, tries.outcomes.not_verified, true],
    [{ outcome: 'incomplete', isGoing: false }, tries.outcomes.incomplete, true],
    [{ outcome: 'failed', isGoing: false }, tries.outcomes.failed, false],
  ] as const)('%j', (one, said, isFinished) => {
    const standing = standingOf(one);
    expect(standing).toMatchObject({ words: said, isFinished });
    expect(standing.tone === 'good').toBe(one.outcome === 'verified');
  });
});
