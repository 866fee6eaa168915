/**
 * How a product proves that a delivery is its own, as data: neither vendor documents it for good (docs/api-facts.md A8, B8), so
 * a person chooses what their deliveries really carry.
 */
export type HookScheme =
  | {
      readonly kind: 'hmac-sha256';
      readonly encoding: 'hex' | 'base64';
      readonly header: string;
      /** What stands before the signature: "sha256=". */
      readonly prefix: string;
      /** A header with the sender's time, signed before the body with a dot between; null where none is signed. */
      readonly timestampHeader: string | null;
    }
  | { readonly kind: 'shared-token'; readonly header: string }
  | { readonly kind: 'none' };

/** What a product is expected to use until a person says otherwise; with a secret, that is. */
export const USUAL_SCHEME = {
  raise: { kind: 'shared-token', header: 'x-security-token' },
  crm: {
    kind: 'hmac-sha256',
    encoding: 'base64',
    header: 'x-virtuous-signature',
    prefix: '',
    timestampHeader: null,
  },
} as const satisfies Readonly<Record<'raise' | 'crm', HookScheme>>;

/** Why a delivery was not taken. */
export const REFUSALS = ['bad_signature', 'stale', 'too_large', 'too_many', 'cut_off'] as const;
export type HookRefusal = (typeof REFUSALS)[number];

export const UNVERIFIED_WARNING =
  'Deliveries are taken without any proof of who sent them: whoever learns the path can send what they like. Choose a signature or a token.';
