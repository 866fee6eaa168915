import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagePolicy, withNonce } from '../../src/page/page-policy.ts';
import { readPage } from '../../src/page/read-page.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-page-'));
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__NONCE__">');
  await writeFile(join(folder, 'index.js'), 'const text = "__NONCE__";');
});
afterAll(() => rm(folder, { recursive: true }));

test('the policy allows what the page needs and nothing else', () => {
  expect(pagePolicy({ nonce: 'abc', connect: ['ws://127.0.0.1:40123'] })).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data:; " +
      "font-src 'self' data:; connect-src 'self' ws://127.0.0.1:40123; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'",
  );
  expect(pagePolicy({ nonce: 'abc', connect: [] })).toContain("connect-src 'self'; ");
});

test('a nonce is put in as it is', () => {
  expect(withNonce('<p a="__NONCE__" b="__NONCE__">', '$&+/=')).toBe('<p a="$&+/=" b="$&+/=">');
});

test('every answer has a nonce of its own, the same in header and page', async () => {
  const nonces = [];
  for (let n = 0; n < 2; n += 1) {
    const page = await readPage(folder, '/index.html', []);
    const nonce = /content="([A-Za-z0-9+/]{22}==)"/.exec(new TextDecoder().decode(page?.body))?.[1];
    expect(page?.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    nonces.push(nonce);
  }
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('other files stay as they are, and what is missing is missing', async () => {
  const script = await readPage(folder, '/index.js', []);
  expect(new TextDecoder().decode(script?.body)).toBe('const text = "__NONCE__";');
  expect(await readPage(folder, '/other.js', [])).toBeNull();
  expect(await readPage(folder, '/../index.html', [])).toBeNull();
});
