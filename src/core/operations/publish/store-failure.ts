import { Failure } from '../../model/failure.ts';

/**
 * Turns what the driver threw into one sentence. What a server says of itself is left out: nobody knows what it quotes.
 * @param shown the store's address without its password
 */
export function asStoreFailure(error: unknown, shown: string): unknown {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (code === null) {
    return isLostConnection(error)
      ? new Failure('network', `The connection to the shared store ${shown} was lost.`, {}, error)
      : error;
  }
  const [, kind, sentence] = SENTENCES.find(([codes]) => codes.test(code)) ?? UNKNOWN;
  return new Failure(kind, `${sentence} (${shown}, ${code})`, {}, error);
}

/** Whether the same may go well a moment later: the server restarts, the network comes back, two were in each other's way. */
export function isPassing(error: unknown): boolean {
  return error instanceof Failure && (error.kind === 'network' || error.kind === 'server_error');
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
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection terminated|client was closed|not queryable|connection error|timeout|does not support SSL/i.test(
      error.message,
    )
  );
}
