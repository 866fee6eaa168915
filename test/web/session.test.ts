import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WEB_LIMITS } from '../../src/web/limits.ts';
import { startWebHost, type WebHost } from '../../src/web/web-host.ts';
import { codeOf, hostOf, makePageFolder, postSession, sendRaw } from './web-client.ts';

let host: WebHost;
let nowMs = 0;
beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  host = await startWebHost({
    pageFolder: await makePageFolder(),
    connectEngine: (port) => port.close(),
    nowMs: () => nowMs,
  });
});
afterEach(() => host.close());

const statusOf = async (code: string): Promise<number> => (await postSession(host, code)).status;

describe('a code', () => {
  test('is traded for a key once', async () => {
    const code = codeOf(host.link);
    expect(code).toMatch(/^[\w-]{22}$/);
    const first = await postSession(host, code);
    expect([first.status, await first.json()]).toEqual([
      200,
      { key: expect.stringMatching(/^[\w-]{43}$/) },
    ]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('access-control-allow-origin')).toBeNull();
    expect(first.headers.get('set-cookie')).toBeNull();
    const second = await postSession(host, code);
    expect([second.status, await second.text()]).toEqual([403, 'Wrong code']);
  });

  test('is traded once even by two at the same moment', async () => {
    const code = codeOf(host.link);
    const statuses = await Promise.all([statusOf(code), statusOf(code), statusOf(code)]);
    expect(statuses.sort()).toEqual([200, 403, 403]);
  });

  test('ends after ten minutes', async () => {
    nowMs += WEB_LIMITS.codeLifeMs;
    expect(await statusOf(codeOf(host.link))).toBe(403);
    const link = host.newLink();
    nowMs += WEB_LIMITS.codeLifeMs - 1;
    expect(await statusOf(codeOf(link))).toBe(200);
  });

  test('is replaced by a new one', async () => {
    const old = codeOf(host.link);
    const link = host.newLink();
    expect(host.link).toBe(link);
    expect(await statusOf(old)).toBe(403);
    expect(await statusOf(codeOf(link))).toBe(200);
  });

  test('is worth nothing after ten wrong ones, until the terminal gives a new one', async () => {
    for (let n = 0; n < 10; n += 1) expect(await statusOf(`wrong${n}`)).toBe(403);
    expect(await statusOf(codeOf(host.link))).toBe(429);
    expect(await statusOf(codeOf(host.newLink()))).toBe(200);
  });

  test('guessed many times at once is still counted', async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, (_, n) => statusOf(`wrong${n}`)));
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });
});

describe('who may ask', () => {
  const post = (headers: string[], body = ''): ReturnType<typeof sendRaw> =>
    sendRaw(host, ['POST /session HTTP/1.1', `Host: ${hostOf(host)}`, ...headers], body);

  test.each<[string, () => string[]]>([
    ['no origin', () => []],
    ['another site', () => ['Origin: https://evil.example']],
    ['an opaque origin', () => ['Origin: null']],
    ['https', () => [`Origin: https://${hostOf(host)}`]],
    ['localhost', () => [`Origin: ${host.origin.replace('127.0.0.1', 'localhost')}`]],
    ['upper case', () => [`Origin: ${host.origin.toUpperCase()}`]],
    ['a slash behind it', () => [`Origin: ${host.origin}/`]],
    ['another port', () => ['Origin: http://127.0.0.1:1']],
    ['two', () => [`Origin: ${host.origin}`, 'Origin: https://evil.example']],
    ['only a referrer', () => [`Referer: ${host.origin}/`]],
  ])('not %s', async (_what, headers) => {
    const body = JSON.stringify({ code: codeOf(host.link) });
    const answer = await post(
      ['Content-Type: application/json', `Content-Length: ${body.length}`, ...headers()],
      body,
    );
    expect([answer.status, answer.body]).toEqual([403, 'Wrong origin']);
    // The code is still good: who was refused spent nothing.
    expect(await statusOf(codeOf(host.link))).toBe(200);
  });

  test.each<[string, string, string, number]>([
    ['a form', 'text/plain', '{"code":"x"}', 415],
    ['no JSON', 'application/json', '{"code":', 400],
    ['an array', 'application/json', '["x"]', 400],
    ['a number as code', 'application/json', '{"code":1}', 400],
    ['more than a code', 'application/json', '{"code":"x","more":1}', 400],
    ['nothing', 'application/json', '', 400],
  ])('not %s', async (_what, type, body, status) => {
    const answer = await post(
      [`Origin: ${host.origin}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`],
      body,
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('not a body that says it is too long, before it is sent', async () => {
    const answer = await post([
      `Origin: ${host.origin}`,
      'Content-Type: application/json',
      'Content-Length: 1025',
    ]);
    expect(answer.status).toBe(413);
  });

  test('not a body that turns out to be too long', async () => {
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;
    const answer = await post(
      [`Origin: ${host.origin}`, 'Content-Type: application/json', 'Transfer-Encoding: chunked'],
      chunk + chunk,
    );
    expect(answer.status).toBe(413);
  });
});
