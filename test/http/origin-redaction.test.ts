import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { normaliseOrigin } from '../../src/core/http/origin.ts';
import { quoteServerText, redact } from '../../src/core/http/redaction.ts';
import { isFailure } from '../../src/core/model/failure.ts';

describe('the address of a product', () => {
  test.each([
    ['https://api.virtuoussoftware.com', 'https://api.virtuoussoftware.com'],
    [' https://API.virtuoussoftware.com/ ', 'https://api.virtuoussoftware.com'],
    ['https://prod-api.raisedonors.com/api', 'https://prod-api.raisedonors.com'],
    ['https://prod-api.raisedonors.com:443/api/', 'https://prod-api.raisedonors.com'],
    ['http://127.0.0.1:8080/api', 'http://127.0.0.1:8080'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:99/', 'http://[::1]:99'],
  ])('%j is %s', (text, origin) => {
    expect(normaliseOrigin(text)).toBe(origin);
  });

  test.each([
    '',
    'api.virtuoussoftware.com',
    'ftp://x.example',
    'http://api.virtuoussoftware.com',
    'http://127.0.0.1.evil.example',
    'https://user:canary@x.example',
    'https://@x.example',
    'https://x.example/?key=canary',
    'https://x.example?',
    'https://x.example/#',
    'https://x.example/canary',
    'https://x.example/api/Gift',
    'https://x.example/api/../canary',
    'https://a b',
    'https:\\\\x.example',
    'https://',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('%j is refused without being repeated', (text) => {
    let error: unknown;
    try {
      normaliseOrigin(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(isFailure(error, 'usage')).toBe(true);
    expect(String(error)).not.toContain('canary');
  });
});

test('no address is taken while certificates are not checked, but those of this machine', () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => normaliseOrigin('https://api.virtuoussoftware.com')).toThrow(/NODE_EXTRA_CA_CERTS/);
  expect(normaliseOrigin('http://127.0.0.1:80/api')).toBe('http://127.0.0.1');
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '1');
  expect(normaliseOrigin('https://x.example')).toBe('https://x.example');
});

describe('redaction', () => {
  const secret = 'cAn4ry/"tok+en=\\~42 ü';

  test.each([
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    [
      'URL-encoded in lower case',
      encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 after a user name', Buffer.from(`user:${secret}!`).toString('base64')],
    ['in base64url', Buffer.from(`us:${secret}`).toString('base64url')],
  ])('%s', (_name, text) => {
    const clean = redact(`before ${text} after`, [secret, 'other', 'ab', '']);
    expect(clean).toContain('••••');
    expect(clean).not.toContain(text);
    expect(clean).not.toMatch(/cAn4ry|en=|Y0Fu|NBbj/);
    expect(clean).toMatch(/^before .*after$/);
  });

  test('bearer tokens and web tokens that nobody told of', () => {
    expect(redact('got Bearer abcdef123456 back', [])).toBe('got Bearer •••• back');
    expect(redact('token eyJhbGciOi.eyJzdWIiOiIx.sig-x', [])).toBe('token ••••');
    expect(redact('a.b-c_eyJhbGciOi.eyJzdWIiOiIx; then', [])).toBe('a.b-c_••••; then');
    for (const plain of [
      'eyJhbGciOi',
      'eyJhbGci.abc',
      'keyJsonFile.extension',
      'a.b.c.d',
      'eyJ.eyJ.eyJ',
    ])
      expect(redact(plain, [])).toBe(plain);
  });

  test.each(['-eyJaaaaa', 'eyJ', 'eyJaaaaa.', 'a', '.', 'Bearer ', 'Bearer\t\t', 'S3cret-'])(
    'a quarter of a megabyte of %j takes no longer than any text',
    (piece) => {
      const begun = performance.now();
      quoteServerText(piece.repeat(262_144 / piece.length), ['S3cret-S3cret']);
      expect(performance.now() - begun).toBeLessThan(1000);
    },
  );

  test('what comes out has no secret in it and is what went in elsewhere', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.sig';
        const clean = redact(`${before} ${token} ${after}`, []);
        expect(clean).not.toContain('eyJzdWIiOiJjYW5hcnkifQ');
      }),
    );
  });

  test('a secret is gone before the text is cut', () => {
    const quoted = quoteServerText(`${'x'.repeat(190)}${'S3cret-'.repeat(8)}`, [
      'S3cret-'.repeat(8),
    ]);
    expect(quoted).not.toContain('S3');
    expect(quoteServerText('a\u0000\n\u001b[31m b\u202e'.repeat(90), []).length).toBe(200);
  });

  test('no secret survives anywhere in any text', () => {
    const token = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => !text.includes('•'));
    fc.assert(
      fc.property(
        token,
        fc.string(),
        fc.string(),
        (it, before, after) => !redact(before + it + after, [it]).includes(it),
      ),
    );
  });
});
