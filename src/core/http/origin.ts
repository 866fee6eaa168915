import { Failure } from '../model/failure.ts';

/** Hosts of this machine: the only ones that may be spoken to without TLS (the sandbox, tests). */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads the address of a product as people write it, "https://prod-api.raisedonors.com", with or without a final
 * slash or /api, and gives its origin (docs/api-facts.md A1, B; product.md §8). What was typed is never repeated in
 * full: a token may have slipped into it.
 * @throws Failure usage with a sentence that says what to write instead
 */
export function normaliseOrigin(text: string): string {
  const typed = text.trim();
  if (typed === '') throw refusal('The address is empty.');
  if (!/^https?:\/\/[^\s\\]+$/i.test(typed)) throw refusal('The address is no web address.');
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    throw refusal('The address is no web address.');
  }
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(typed)) {
    throw refusal(`The address of ${url.host} must not contain a user name or a password.`);
  }
  if (/[?#]/.test(typed)) throw refusal(`The address of ${url.host} must end before "?" and "#".`);
  if (!/^\/(?:api\/?)?$/i.test(url.pathname)) {
    throw refusal(`The address of ${url.host} must not have a path other than /api.`);
  }
  if (url.protocol !== 'https:' && !LOOPBACK.has(url.hostname)) {
    throw refusal(
      `The address of ${url.host} must begin with https://: without it, the token could be read on its way.`,
    );
  }
  if (url.protocol === 'https:' && process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new Failure(
      'usage',
      `NODE_TLS_REJECT_UNAUTHORIZED=0 is set, which lets anybody on the way pose as ${url.host} and read the token: take it away. A company's own certificate belongs in NODE_EXTRA_CA_CERTS.`,
    );
  }
  return url.origin;
}

function refusal(sentence: string): Failure {
  return new Failure(
    'usage',
    `${sentence} Write it as https://host, for example https://api.virtuoussoftware.com.`,
  );
}
