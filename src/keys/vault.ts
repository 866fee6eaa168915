import { z } from 'zod';
import { Failure } from '../core/model/failure.ts';
import type { SecretFor } from '../core/model/kept-token.ts';
import type { Product } from '../core/model/record-type.ts';
import { seal, unseal } from './sealed.ts';

/** 2 has secrets of alerts beside the tokens; a file without them stays readable for a Tieout of version 1. */
const VERSION = 2;
const base64 = z.base64();
const sealed = { iv: base64, data: base64 };

const SINK_ID = z.string().regex(/^[\w-]{1,40}$/);

/** Bounds, or a changed file could ask for all memory there is. */
const scryptCost = {
  N: z.union([17, 18, 19, 20].map((power) => z.literal(2 ** power))),
  r: z.int().min(8).max(16),
  p: z.int().min(1).max(4),
};

const guardSchema = z.discriminatedUnion('backend', [
  z.strictObject({ backend: z.literal('os_keychain'), wrapped: base64, name: z.string() }),
  z.strictObject({
    backend: z.literal('os_keyring'),
    account: z.string().regex(/^data-key:[0-9a-f]+:[0-9a-f]+$/),
  }),
  z.strictObject({
    backend: z.literal('passphrase'),
    scrypt: z.strictObject({ ...scryptCost, salt: base64 }),
    wrapped: z.strictObject(sealed),
  }),
]);

// Strict: what this version does not know, its next write would lose. A member more is a version more.
const vaultSchema = z.strictObject({
  version: z.union([z.literal(1), z.literal(VERSION)]),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  guard: guardSchema,
  entries: z.array(
    z.strictObject({
      workspace: z.string(),
      product: z.union([z.enum(['raise', 'crm']), z.templateLiteral(['alert:', SINK_ID])]),
      ...sealed,
    }),
  ),
});

/** Who can give the data key back. */
export type Guard = z.infer<typeof guardSchema>;
/** What keys.json holds: tokens, each sealed under one data key, and the guard of that key. */
export type Vault = z.infer<typeof vaultSchema>;
export type Entry = Vault['entries'][number];

/** A data key in memory. The id tells when another process has changed the key meanwhile. */
export interface DataKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A token in the open, and whose it is. */
export interface OpenToken {
  readonly workspace: string;
  readonly product: SecretFor;
  readonly token: string;
}

/** @throws Failure storage for a text of a newer Tieout, or one that is no vault */
export function parseVault(text: string, path: string): Vault {
  const value = parseJson(text);
  const version = z.object({ version: z.number() }).safeParse(value).data?.version;
  if (version !== undefined && version > VERSION) {
    throw new Failure(
      'storage',
      `The tokens were kept by a newer Tieout, and its file was left as it is: update Tieout. (${path})`,
    );
  }
  const vault = vaultSchema.safeParse(value).data;
  if (vault !== undefined) return vault;
  throw new Failure(
    'storage',
    `The file of the tokens is damaged; it was left as it is. Bring it back from a copy, or move it away and enter the tokens anew. (${path})`,
  );
}

export function makeVault(key: DataKey, guard: Guard, tokens: readonly OpenToken[]): Vault {
  const entries = tokens.map((token) => sealToken(key, token));
  return withEntries({ version: 1, keyId: key.id, guard, entries: [] }, entries);
}

export function withEntries(vault: Vault, entries: readonly Entry[]): Vault {
  const hasAlerts = entries.some((entry) => !isProduct(entry.product));
  return { ...vault, version: hasAlerts ? VERSION : 1, entries: [...entries] };
}

/** The workspace and the product are bound to the entry, so that no token can be moved to another's place. */
export function sealToken(key: DataKey, { workspace, product, token }: OpenToken): Entry {
  const sealed = seal(key.bytes, Buffer.from(token, 'utf8'), ['token', workspace, product]);
  return { workspace, product, ...sealed };
}

/** @throws Failure storage for an entry that is damaged, or stands in another one's place */
export function openEntry(key: DataKey, entry: Entry): OpenToken {
  const { workspace, product } = entry;
  const bytes = unseal(key.bytes, entry, ['token', workspace, product]);
  if (bytes !== null) {
    return { workspace, product, token: Buffer.from(bytes).toString('utf8') };
  }
  throw new Failure(
    'storage',
    `The kept token of "${workspace}" is damaged or was not kept for it, so it is not used: remove it and enter it anew.`,
    isProduct(product) ? { product } : {},
  );
}

function isProduct(what: SecretFor): what is Product {
  return what === 'raise' || what === 'crm';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
