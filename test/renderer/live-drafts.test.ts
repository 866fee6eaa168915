import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HookScheme } from '../../src/core/model/hook-scheme.ts';
import { portOf, wholeNumber } from '../../src/renderer/pages/live/port-draft.ts';
import { draftOf, schemeErrors, schemeOf } from '../../src/renderer/pages/live/scheme-draft.ts';
import {
  deliveryAddress,
  eventNumbers,
  USUAL_EVENTS,
} from '../../src/renderer/pages/live/subscription-draft.ts';

const header = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
const scheme: fc.Arbitrary<HookScheme> = fc.oneof(
  fc.record({ kind: fc.constant('none' as const) }),
  fc.record({ kind: fc.constant('shared-token' as const), header }),
  fc.record({
    kind: fc.constant('hmac-sha256' as const),
    encoding: fc.constantFrom('hex' as const, 'base64' as const),
    header,
    prefix: fc.constantFrom('', 'sha256='),
    timestampHeader: fc.option(header),
  }),
);

describe('what is typed on the page of live confirmation', () => {
  test('a proof that is opened and saved stays as it was', () => {
    fc.assert(
      fc.property(scheme, (kept) => {
        const draft = draftOf(kept);
        expect(schemeOf(draft)).toEqual(kept);
        expect(schemeErrors(draft)).toEqual({ header: null, timestampHeader: null });
      }),
    );
  });

  test('a header that is none is told, where one is needed', () => {
    const draft = draftOf({ kind: 'shared-token', header: 'x token' });
    expect(schemeErrors(draft).header).not.toBeNull();
    expect(schemeErrors({ ...draft, kind: 'none' }).header).toBeNull();
    const signed = {
      ...draft,
      kind: 'hmac-sha256' as const,
      header: 'x-sig',
      timestampHeader: '1',
    };
    expect(schemeErrors(signed)).toEqual({
      header: null,
      timestampHeader: expect.any(String) as string,
    });
  });

  test('ports and minutes', () => {
    expect(['', ' 8722 ', '0', '65536', '1e3', '-1', '80.5'].map(portOf)).toEqual([
      null,
      8722,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(wholeNumber('4', 5, 10_080)).toBeUndefined();
    expect(wholeNumber('5', 5, 10_080)).toBe(5);
  });

  test('the path is put behind the tunnel’s address once', () => {
    const path = '/hook/abc';
    for (const typed of ['https://h.example', ' https://h.example/ ', 'https://h.example/hook/abc'])
      expect(deliveryAddress(typed, path)).toBe('https://h.example/hook/abc');
    expect(deliveryAddress('  ', path)).toBeNull();
  });

  test('numbers of events', () => {
    expect(eventNumbers(USUAL_EVENTS)).toEqual([10, 11, 12, 20, 21, 22, 30, 31, 32]);
    expect(eventNumbers('10,10')).toEqual([10]);
    for (const wrong of ['', '10,', 'ten', '0', '1000', '1.5'])
      expect(eventNumbers(wrong)).toBeNull();
  });
});
