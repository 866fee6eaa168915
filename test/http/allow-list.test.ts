import { describe, expect, test } from 'vitest';
import { READS, checkAllowed, isAllowedSource } from '../../src/core/http/allow-list.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { isPathPart } from '../../src/core/http/path-parts.ts';
import { paceFor } from '../../src/core/http/pace.ts';
import type { HttpRequest } from '../../src/core/http/http.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { CRM_WRITES } from './crm-writes.ts';
import { json, startServer } from './local-server.ts';

const ALLOWED: readonly (readonly ['crm' | 'raise', string, string, 'list' | 'record'])[] = [
  ['crm', 'GET', '/api/Organization/Current', 'list'],
  ['crm', 'GET', '/api/Organization', 'list'],
  ['crm', 'GET', '/api/Permission', 'list'],
  ['crm', 'GET', '/api/GiftDesignation/QueryOptions', 'list'],
  ['crm', 'GET', '/api/ContactIndividual/QueryOptions', 'list'],
  ['crm', 'POST', '/api/Project/Query', 'list'],
  ['crm', 'POST', '/api/Contact/Query/FullContact', 'list'],
  ['crm', 'POST', '/api/Gift/Query/FullGift', 'list'],
  ['crm', 'GET', '/api/Contact/17', 'record'],
  ['crm', 'GET', '/api/RecurringGift/17', 'record'],
  ['crm', 'GET', '/api/Gift/RaiseDonors/rd2-77', 'record'],
  ['crm', 'GET', '/api/Contact/Raise%20Donors/a%23b', 'record'],
  ['crm', 'GET', '/api/RecurringGift/ByContact/5', 'record'],
  ['raise', 'GET', '/api/Campaign/list', 'list'],
  ['raise', 'POST', '/api/RecurringGift/query', 'list'],
  ['raise', 'GET', '/api/Donor/5', 'record'],
  ['raise', 'GET', '/api/Donor/5/gifts', 'record'],
  ['raise', 'GET', '/api/Webhook/list', 'list'],
  ['raise', 'GET', '/api/Webhook/log/list', 'list'],
  ['raise', 'GET', '/api/Webhook/5/log/list', 'record'],
];

const REFUSED: readonly (readonly ['crm' | 'raise', string, string])[] = [
  ['crm', 'GET', '/api/Contact/../Webhook/5'],
  ['crm', 'GET', '/api/Contact/%2e%2e/5'],
  ['crm', 'GET', '/api/Contact/%2E./5'],
  ['crm', 'GET', '/api/Contact/.../5'],
  ['crm', 'GET', '/api/Contact/x/..%00'],
  ['crm', 'GET', '/api/Contact/Archive%2F5'],
  ['crm', 'GET', '/api/Contact/x/Archive%2F5'],
  ['crm', 'GET', '/api/Contact/x/Archive%5C5'],
  ['crm', 'GET', '/api/Contact/x/Archive%252F5'],
  ['crm', 'GET', '/api/Contact/x\\5'],
  ['crm', 'GET', '/api//Contact/5'],
  ['crm', 'GET', '//evil.example/api/Contact/5'],
  ['crm', 'GET', 'https://evil.example/api/Contact/5'],
  ['crm', 'GET', '@evil.example/api/Contact/5'],
  ['crm', 'GET', '/api/Contact/5/'],
  ['crm', 'GET', '/api/Contact/5?x=1'],
  ['crm', 'GET', '/api/Contact/5#x'],
  ['crm', 'GET', '/api/Contact/5 '],
  ['crm', 'GET', '/api/Contact/x/\u00e9'],
  ['crm', 'GET', '/api/Contact/x/%E9'],
  ['crm', 'GET', '/api/Contact/x/%zz'],
  ['crm', 'GET', '/API/Contact/5'],
  ['crm', 'GET', '/api/contact/5'],
  ['crm', 'GET', '/api/C%6fntact/5'],
  ['crm', 'POST', '/api/Gift/query'],
  ['crm', 'GET', '/api/Contact/-5'],
  ['crm', 'GET', '/api/Contact/%35'],
  ['crm', 'GET', '/api/Contact/Archive/5'],
  ['crm', 'GET', '/api/Contact/unarchive/5'],
  ['crm', 'GET', '/api/Contact/Archive./5'],
  ['crm', 'GET', '/api/Contact/Archive%20/5'],
  ['crm', 'GET', '/api/Contact/Archive;v=1/5'],
  ['crm', 'GET', '/api/Contact/ByReference/5'],
  ['crm', 'GET', '/api/Contact/Find'],
  ['crm', 'PUT', '/api/Contact/Archive/5'],
  ['crm', 'PUT', '/api/Contact/RaiseDonors/5'],
  ['crm', 'DELETE', '/api/Gift/5'],
  ['crm', 'get', '/api/Gift/5'],
  ['crm', 'HEAD', '/api/Gift/5'],
  ['crm', 'GET', '/api/Gift/Query/FullGift'],
  ['crm', 'POST', '/api/Gift/5'],
  ['crm', 'POST', '/api/GiftDesignation/Query'],
  ['crm', 'POST', '/Token'],
  ['crm', 'GET', '/api/Donor/list'],
  ['raise', 'GET', '/api/Contact/5'],
  ['raise', 'POST', '/api/Raise/give'],
  ['raise', 'POST', '/api/Gift/list'],
  ['raise', 'PATCH', '/api/Donor/5'],
  ['raise', 'PUT', '/api/RecurringGift/5'],
  ['raise', 'POST', '/api/Webhook'],
  ['raise', 'DELETE', '/api/Webhook/5'],
  ['raise', 'PUT', '/api/Webhook/5'],
  ['raise', 'GET', '/api/Donor/5/merge'],
  ['raise', 'GET', ''],
];

const bodyOf = (method: string): unknown =>
  method === 'GET' || method === 'HEAD' || method === 'get' ? undefined : {};

describe('the allow-list', () => {
  test.each(ALLOWED)('%s %s %s is a read of kind %s', (product, method, path, kind) => {
    expect(
      checkAllowed(product, { method, path, query: { Take: '1' }, body: bodyOf(method) }),
    ).toBe(kind);
  });

  test('holds nothing but GETs and queries', () => {
    for (const { method, path } of READS) {
      if (method === 'POST') expect(path).toMatch(/\/(Query|query)(\/Full\w+)?$/);
    }
  });

  test('refuses bodies where none belong, queries without one, and overriding the method', () => {
    const refused: Parameters<typeof checkAllowed>[1][] = [
      { method: 'GET', path: '/api/Gift/5', body: {} },
      { method: 'POST', path: '/api/Gift/Query' },
      { method: 'POST', path: '/api/Gift/Query', body: {}, query: { _method: 'DELETE' } },
      {
        method: 'POST',
        path: '/api/Gift/Query',
        body: {},
        query: { 'X-HTTP-Method-Override': 'DELETE' },
      },
    ];
    for (const asked of refused) expect(() => checkAllowed('crm', asked)).toThrow(/only reads/);
  });

  test('not one byte of anything else leaves the machine', { timeout: 30_000 }, async () => {
    await using server = await startServer((response) => json(response, {}));
    const client = {
      crm: createHttpClient({
        product: 'crm',
        origin: server.origin,
        token: 'tok-123456',
        pace: paceFor({ product: 'crm', requestsPerSecond: 1000 }),
      }),
      raise: createHttpClient({
        product: 'raise',
        origin: server.origin,
        token: 'tok-123456',
        pace: paceFor({ product: 'raise', requestsPerSecond: 1000 }),
      }),
    };
    expect(CRM_WRITES.length).toBeGreaterThan(100);
    const writes = CRM_WRITES.flatMap(([method, path]) => [
      ['crm', method, path] as const,
      ['raise', method, path] as const,
    ]);
    for (const [product, method, path] of [...REFUSED, ...writes]) {
      for (const body of [undefined, {}]) {
        const request = { method, path, body, stream: 'x' } as unknown as HttpRequest;
        const error: unknown = await client[product]
          .send(request)
          .catch((thrown: unknown) => thrown);
        expect(isFailure(error, 'refused_by_allow_list'), `${product} ${method} ${path}`).toBe(
          true,
        );
      }
    }
    expect(server.connections()).toBe(0);
    expect(server.bytesReceived()).toBe(0);
    expect(client.crm.callsMade + client.raise.callsMade).toBe(0);
    // The count of bytes does count.
    await client.crm.send({ method: 'GET', path: '/api/Permission', stream: 'x' });
    expect(server.bytesReceived()).toBeGreaterThan(0);
  });

  test.each([
    ['rd2-77', true],
    ['a b#?&é', true],
    ['5/Archive', false],
    ['a\\b', false],
    ['..', false],
    ['. ', false],
    ['', false],
    ['100%25', false],
    ['\ud800', false],
    ['a\u0000', false],
  ])('connectors can ask beforehand whether %j fits into a path: %s', (text, fits) => {
    expect(isPathPart(text)).toBe(fits);
    expect(isAllowedSource('archive')).toBe(false);
    if (!fits) return;
    const path = `/api/Gift/RaiseDonors/${encodeURIComponent(text)}`;
    expect(checkAllowed('crm', { method: 'GET', path })).toBe('record');
  });
});
