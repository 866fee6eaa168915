import type { MaskedToken } from '../../../core/model/kept-token.ts';

/** What will happen to one kept token on saving; a typed token lives here only until then. */
export type TokenDraft =
  | { readonly kind: 'keep' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'typed'; readonly text: string };

/** What a person sees first: the kept token, or an empty field. */
export function firstTokenDraft(token: MaskedToken): TokenDraft {
  return token.state === 'absent' ? { kind: 'typed', text: '' } : { kind: 'keep' };
}

/** What `connection.save` is told: undefined leaves the kept one, null forgets it. */
export function savedToken(draft: TokenDraft): string | null | undefined {
  switch (draft.kind) {
    case 'keep':
      return undefined;
    case 'forget':
      return null;
    case 'typed':
      return draft.text.trim() === '' ? undefined : draft.text.trim();
  }
}
