import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HookScheme } from '../../src/core/model/hook-scheme.ts';
import { REPLAY_WINDOW_MS, verifyDelivery } from '../../src/core/monitor/verify-delivery.ts';

const BODY = Buffer.from('{"id":1}');
const SECRET = 'a secret';
const NOW = Date.parse('2026-11-29T08:00:00Z');
const hmac = (text: string): Buffer => createHmac('sha256', SECRET).update(text).digest();
const base64: HookScheme = {
  kind: 'hmac-sha256',
  encoding: 'base64',
  header: 'X-Signature',
  prefix: '',
  timestampHeader: null,
};
const hex: HookScheme = { ...base64, encoding: 'hex', prefix: 'sha256=' };
const stamped: HookScheme = { ...base64, encoding: 'hex', timestampHeader: 'X-Time' };
const token: HookScheme = { kind: 'shared-token', header: 'X-Token' };

const verify = (
  scheme: HookScheme,
  headers: Record<string, string[]>,
  secret: string | null = SECRET,
): string => verifyDelivery(scheme, secret, headers, BODY, NOW);

describe('a delivery proves itself', () => {
  const signature = hmac('{"id":1}');
  test('by a signature in either encoding, with what stands before it', () => {
    expect(verify(base64, { 'x-signature': [signature.toString('base64')] })).toBe('hmac');
    expect(verify(hex, { 'x-signature': [`sha256=${signature.toString('hex')}`] })).toBe('hmac');
    expect(
      verify(hex, { 'x-signature': [`sha256=${signature.toString('hex').toUpperCase()}`] }),
    ).toBe('hmac');
  });

  test('and not by anything near it', () => {
    const wrong = Buffer.from(signature);
    wrong[31] = (wrong[31] ?? 0) ^ 1;
    for (const values of [
      [],
      [''],
      [wrong.toString('base64')],
      [signature.toString('hex')],
      [`${signature.toString('base64')}AA`],
      ['x'.repeat(100_000)],
      [signature.toString('base64'), signature.toString('base64')],
    ])
      expect(verify(base64, { 'x-signature': values }), String(values).slice(0, 60)).toBe(
        'bad_signature',
      );
    expect(verify(hex, { 'x-signature': [signature.toString('hex')] })).toBe('bad_signature');
    expect(verify(base64, {})).toBe('bad_signature');
  });

  test('by a token', () => {
    expect(verify(token, { 'x-token': [SECRET] })).toBe('token');
    expect(verify(token, { 'x-token': ['a secreT'] })).toBe('bad_signature');
    expect(verify(token, { 'x-token': [''] })).toBe('bad_signature');
  });

  test('a scheme without its secret takes nothing; no scheme takes everything', () => {
    for (const secret of [null, '']) {
      expect(verify(token, { 'x-token': [''] }, secret)).toBe('bad_signature');
      expect(
        verify(
          base64,
          { 'x-signature': [createHmac('sha256', '').update(BODY).digest('base64')] },
          secret,
        ),
      ).toBe('bad_signature');
    }
    expect(verify({ kind: 'none' }, {}, null)).toBe('none');
  });

  test('a signed time outside the window is stale, whatever form it has', () => {
    const sign = (stamp: string): Record<string, string[]> => ({
      'x-time': [stamp],
      'x-signature': [hmac(`${stamp}.{"id":1}`).toString('hex')],
    });
    const [soon, late] = [NOW - REPLAY_WINDOW_MS, NOW - REPLAY_WINDOW_MS - 1000];
    expect(verify(stamped, sign(String(soon)))).toBe('hmac');
    expect(verify(stamped, sign(String(soon / 1000)))).toBe('hmac');
    expect(verify(stamped, sign(new Date(soon).toISOString()))).toBe('hmac');
    expect(verify(stamped, sign(String(late)))).toBe('stale');
    expect(verify(stamped, sign(String(NOW + REPLAY_WINDOW_MS + 1000)))).toBe('stale');
    expect(verify(stamped, sign('yesterday'))).toBe('stale');
    expect(verify(stamped, { ...sign(String(soon)), 'x-time': [String(NOW)] })).toBe(
      'bad_signature',
    );
    expect(verify(stamped, { 'x-signature': [signature.toString('hex')] })).toBe('bad_signature');
  });
});
