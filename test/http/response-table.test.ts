import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/core/http/body-shape.ts';
import type { BodyShape } from '../../src/core/http/body-shape.ts';
import { judge } from '../../src/core/http/response-table.ts';

const SHAPES: readonly BodyShape[] = [
  'json',
  'no_route',
  'empty',
  'html',
  'truncated',
  'text',
  'unread',
];

describe('the response table', () => {
  test.each([
    [200, 'json', 'list', 'accept', 'json'],
    [201, 'json', 'record', 'accept', 'json'],
    [204, 'empty', 'record', 'retry', 'bad_answer'],
    [200, 'html', 'list', 'retry', 'not_the_api'],
    [200, 'truncated', 'list', 'retry', 'bad_answer'],
    [200, 'text', 'list', 'retry', 'bad_answer'],
    [302, 'html', 'list', 'stop', 'not_the_api'],
    [400, 'json', 'list', 'stop', 'bad_answer'],
    [401, 'json', 'list', 'stop', 'sign_in_refused'],
    [403, 'html', 'record', 'stop', 'not_permitted'],
    [404, 'empty', 'record', 'accept', 'not_found'],
    [404, 'json', 'record', 'accept', 'not_found'],
    [404, 'no_route', 'record', 'stop', 'not_found'],
    [404, 'html', 'record', 'stop', 'not_found'],
    [404, 'text', 'record', 'stop', 'not_found'],
    [404, 'unread', 'record', 'retry', 'bad_answer'],
    [404, 'empty', 'list', 'stop', 'not_found'],
    [404, 'json', 'list', 'stop', 'not_found'],
    [408, 'empty', 'list', 'retry', 'timed_out'],
    [409, 'json', 'list', 'stop', 'bad_answer'],
    [425, 'empty', 'list', 'retry', 'server_error'],
    [429, 'unread', 'list', 'retry', 'quota'],
    [500, 'json', 'record', 'retry', 'server_error'],
    [502, 'html', 'list', 'retry', 'server_error'],
    [503, 'unread', 'list', 'retry', 'server_error'],
    [504, 'html', 'list', 'retry', 'server_error'],
    [799, 'json', 'list', 'stop', 'bad_answer'],
  ] as const)('%i %s on a %s: %s %s', (status, shape, callKind, action, result) => {
    const verdict = judge({ status, shape, callKind });
    expect([
      verdict.action,
      verdict.action === 'accept' ? verdict.answer : verdict.failure,
    ]).toEqual([action, result]);
  });

  test('is total, and only a 2xx or the 404 of a record is accepted', () => {
    for (let status = 0; status <= 999; status++) {
      for (const shape of SHAPES) {
        for (const callKind of ['list', 'record'] as const) {
          const verdict = judge({ status, shape, callKind });
          if (verdict.action === 'accept')
            expect(status === 404 ? callKind === 'record' : status < 300 && status >= 200).toBe(
              true,
            );
        }
      }
    }
  });
});

describe('the shape of a body', () => {
  test.each([
    ['{"a":1}', 'text/plain', 'json'],
    ['[]', null, 'json'],
    ['null', 'application/json', 'json'],
    [' \r\n', 'application/json', 'empty'],
    ['<!doctype html><p>hi', 'application/json', 'html'],
    ['Bad gateway', 'text/html', 'html'],
    ['{"list":[{"id":1', 'application/json', 'truncated'],
    ['{"a":1}{"b":2}', 'application/json', 'truncated'],
    ['Service unavailable', 'text/plain', 'text'],
    [
      '{"Message":"No HTTP resource was found that matches the request URI"}',
      'application/json',
      'no_route',
    ],
    ['{"message":"no Route matched with those values"}', 'application/json', 'no_route'],
  ] as const)('%j (%s) is %s', (text, contentType, shape) => {
    expect(readBody(text, contentType).shape).toBe(shape);
  });

  test('__proto__ keys do no harm, however they are written', () => {
    for (const key of ['__proto__', '\\u005f_proto__', '\\u005F\\u005Fproto__']) {
      const { value } = readBody(`{"list":[{"${key}":{"isAdmin":true},"id":1}]}`, null);
      const row = (value as { list: Record<string, unknown>[] }).list[0] ?? {};
      expect(Object.keys(row)).toEqual(['id']);
      expect(Object.assign({}, row)['isAdmin']).toBeUndefined();
    }
  });
});
