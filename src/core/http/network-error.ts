import type { FailureKind } from '../model/failure.ts';

export interface NetworkTrouble {
  readonly kind: FailureKind;
  readonly sentence: string;
}

type Row = readonly [codes: RegExp, kind: FailureKind, sentence: (host: string) => string];

/** Codes of Node's sockets, its TLS and its fetch (undici), and what they mean to a person. */
const TROUBLES: readonly Row[] = [
  [
    /^ECONNREFUSED$/,
    'network',
    (host) => `${host} refuses connections: it is not running, or a firewall stands in between.`,
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN|EAI_\w+)$/,
    'network',
    (host) =>
      `The address of ${host} could not be looked up: check the spelling, and whether this computer is online.`,
  ],
  [
    /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    'network',
    (host) => `${host} cannot be reached from here: check whether this computer is online.`,
  ],
  [
    /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    'network',
    (host) => `${host} did not take the connection in time.`,
  ],
  [
    /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/,
    'timed_out',
    (host) => `${host} did not answer in time.`,
  ],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_DESTROYED|UND_ERR_CLOSED)$/,
    'network',
    (host) => `The connection to ${host} was cut.`,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH/,
    'network',
    (host) =>
      `The certificate of ${host} is not trusted: a proxy may be reading along, or the address is wrong.`,
  ],
  [/TLS|SSL|^EPROTO$/, 'network', (host) => `No secure connection to ${host} could be made.`],
  [
    /^HPE_|^UND_ERR_(RES|HEADERS_OVERFLOW|INVALID|NOT_SUPPORTED)/,
    'bad_answer',
    (host) => `${host} does not speak HTTP as it should.`,
  ],
  [
    /^BAD_PORT$/,
    'network',
    (host) => `The port of ${host} is one that must not be used for web addresses.`,
  ],
  [
    /^NO_REASON$/,
    'network',
    (host) =>
      `The answer of ${host} was withheld on its way: a proxy may ask for a password (status 407).`,
  ],
  [
    /^Z_|^ERR__?(ZLIB|BROTLI|ZSTD)|^ERR_PADDING/,
    'bad_answer',
    (host) => `The compressed answer of ${host} is damaged.`,
  ],
];

/**
 * What an error of fetch means; null for an error that no network makes, which is a defect. The sentence names the
 * host and the error's code, nothing else of the error.
 */
export function readNetworkError(error: unknown, host: string): NetworkTrouble | null {
  const codes = codesOf(error);
  for (const code of codes) {
    const row = TROUBLES.find(([pattern]) => pattern.test(code));
    if (row) return { kind: row[1], sentence: `${row[2](host)} (${code})` };
  }
  // A failed system call without a row above is still the network's.
  const other = codes.find((code) => /^E[A-Z]{3,}$/.test(code));
  return other ? { kind: 'network', sentence: `${host} could not be reached (${other}).` } : null;
}

/** Codes along the chain of causes, and of the attempts of a host with several addresses. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const { code, errors } = error as Error & { code?: unknown; errors?: unknown };
  const name = NAMED.find(([isIt]) => isIt(error))?.[1];
  const own = typeof code === 'string' ? [code] : name === undefined ? [] : [name];
  const inner = Array.isArray(errors)
    ? (errors as unknown[]).flatMap((each) => codesOf(each, depth + 1))
    : [];
  return [...own, ...inner, ...codesOf(error.cause, depth + 1)];
}

/** Errors without a code: Node's parser has only a name, fetch's refusal of a port a message, its refusal of a 407 neither. */
const NAMED: readonly (readonly [isIt: (error: Error) => boolean, code: string])[] = [
  [({ name }) => name === 'HTTPParserError', 'HPE_PARSER'],
  [({ message }) => message === 'bad port', 'BAD_PORT'],
  [
    ({ name, message, cause }) => name === 'Error' && message === '' && cause === undefined,
    'NO_REASON',
  ],
];
