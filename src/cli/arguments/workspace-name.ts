import { createHash } from 'node:crypto';
import type { Product } from '../../core/model/record-type.ts';
import type { Arguments } from './parse.ts';
import { usage } from './usage.ts';

/** The store's own rule; asked here too, so that a wrong name is refused before anything is read. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;

/** The name that --workspace gives, if it does. @throws Failure usage for one that can't be a folder's name everywhere */
export function namedWorkspace(args: Arguments): string | undefined {
  const name = args.one('workspace')?.trim();
  if (name !== undefined && (!NAME.test(name) || name.endsWith('.'))) {
    throw usage(
      '--workspace: a name has up to 63 letters, digits, spaces, dots and dashes, and begins with a letter or digit.',
    );
  }
  return name;
}

/** "adhoc-3f2a9c1b": the same for the same products and tokens, and never the same for two customers. */
export function derivedWorkspace(
  origins: Readonly<Record<Product, string | null>>,
  tokens: readonly (string | null)[],
): string {
  const fingerprints = tokens.map((token) =>
    token === null ? null : createHash('sha256').update(token).digest('hex'),
  );
  const text = JSON.stringify([origins.raise, origins.crm, ...fingerprints]);
  return `adhoc-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
