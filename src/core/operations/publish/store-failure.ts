import { Failure, isFailure } from '../../model/failure.ts';

/**
 * Turns what the driver threw into one sentence. What a server says of itself is left out: nobody knows what it quotes.
 * @param shown the store's address without its password
 */
export function asStoreFailure(error: unknown, shown: string): unknown {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (code === null) return ofTheDriver(error, shown);
  const [, kind, sentence] = SENTENCES.find(([codes]) => codes.test(code)) ?? UNKNOWN;
  return new Failure(kind, `${sentence} (${shown}, ${code})`, {}, error);
}

/** Whether the same may go well a moment later: the server restarts, the network comes back, two were in each other's way. */
export function isPassing(error: unknown): boolean {
  return isFailure(error, 'network') || isFailure(error, 'in_use');
}

type Row = readonly [RegExp, 'usage' | 'network' | 'server_error', string];

const SENTENCES: readonly Row[] = [
  [
    /^28/,
    'usage',
    'The shared store refused the user or the password of TIEOUT_PUBLISH_URL: correct them.',
  ],
  [/^3D000$/, 'usage', 'The shared store has no such database: create it first.'],
  [
    /^42501$/,
    'usage',
    'The user of TIEOUT_PUBLISH_URL may not do this in the shared store: it needs to create a schema there, or to own the schema "tieout".',
  ],
  [
    /^(42P01|42703|3F000)$/,
    'usage',
    'The tables of the shared store are not those that Tieout made.',
  ],
  [/^(53100|53200)$/, 'server_error', 'The shared store has no room left.'],
  [
    /^(08|57P|53|40|55P03|25P0|E)/,
    'network',
    'The shared store could not be reached, or it ended the connection.',
  ],
  [
    /^(SELF_SIGNED|UNABLE_TO|DEPTH_ZERO|CERT_|ERR_TLS)/,
    'usage',
    'The shared store could not prove who it is: its certificate is not one that this machine trusts.',
  ],
];
const UNKNOWN: Row = [/^/, 'server_error', 'The shared store refused what it was asked.'];

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** The driver's own errors have no code. */
function ofTheDriver(error: unknown, shown: string): unknown {
  if (!(error instanceof Error)) return error;
  if (/does not support SSL/i.test(error.message))
    return new Failure(
      'usage',
      `The shared store takes no encrypted connections (${shown}): let it, or write ?sslmode=disable behind the address if nobody can listen on the way to it.`,
      {},
      error,
    );
  return LOST.test(error.message)
    ? new Failure('network', `The connection to the shared store was lost. (${shown})`, {}, error)
    : error;
}

const LOST = /connection terminated|client was closed|not queryable|connection error|timeout/i;
