import type { Product } from '../../../core/model/record-type.ts';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { connectWords, USUAL_ADDRESSES } from '../../words/connect.ts';
import { firstTokenDraft, savedToken, type TokenDraft } from './token-draft.ts';

export interface ProductDraft {
  readonly url: string;
  readonly token: TokenDraft;
}

/** What the form holds. */
export interface ConnectionDraft {
  readonly raise: ProductDraft;
  readonly crm: ProductDraft;
  readonly usesCrm: boolean;
}

export type DraftErrors = Readonly<
  Record<Product, { readonly url: string | null; readonly token: string | null }>
>;

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i;
const words = connectWords.errors;

export function firstDraft({ settings, tokens }: WorkspaceDetails): ConnectionDraft {
  return {
    raise: { url: settings.raiseUrl, token: firstTokenDraft(tokens.raise) },
    crm: { url: settings.crmUrl ?? USUAL_ADDRESSES.crm, token: firstTokenDraft(tokens.crm) },
    usesCrm: settings.crmUrl !== null,
  };
}

/** What stands against a test, or against merely saving, beside the field it belongs to. The engine looks again. */
export function errorsOf(draft: ConnectionDraft, goal: 'test' | 'save' = 'test'): DraftErrors {
  const raiseUrl = addressError(draft.raise.url);
  const crmUrl = draft.usesCrm ? addressError(draft.crm.url) : null;
  const isSame =
    draft.usesCrm &&
    raiseUrl === null &&
    crmUrl === null &&
    hostOf(draft.raise.url) === hostOf(draft.crm.url);
  return {
    raise: { url: raiseUrl, token: tokenError(draft.raise.token, goal) },
    crm: {
      url: isSame ? words.oneAddress : crmUrl,
      token: draft.usesCrm ? tokenError(draft.crm.token, goal) : null,
    },
  };
}

export function hasErrors(errors: DraftErrors): boolean {
  return [errors.raise, errors.crm].some(({ url, token }) => url !== null || token !== null);
}

export function savedConnection(workspace: string, draft: ConnectionDraft) {
  const raiseToken = savedToken(draft.raise.token);
  const crmToken = draft.usesCrm ? savedToken(draft.crm.token) : undefined;
  return {
    workspace,
    raiseUrl: draft.raise.url.trim(),
    crmUrl: draft.usesCrm ? draft.crm.url.trim() : null,
    ...(raiseToken === undefined ? {} : { raiseToken }),
    ...(crmToken === undefined ? {} : { crmToken }),
  };
}

/** Whether something differs from what is kept. */
export function isChanged(draft: ConnectionDraft, details: WorkspaceDetails): boolean {
  const kept = firstDraft(details);
  return (
    draft.usesCrm !== kept.usesCrm ||
    draft.raise.url.trim() !== kept.raise.url ||
    (draft.usesCrm && draft.crm.url.trim() !== kept.crm.url) ||
    savedToken(draft.raise.token) !== undefined ||
    (draft.usesCrm && savedToken(draft.crm.token) !== undefined)
  );
}

function addressError(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return words.noAddress;
  if (!/^https?:\/\/[^\s\\]+$/i.test(typed) || !URL.canParse(typed)) return words.notAnAddress;
  if (!/^https:/i.test(typed) && !LOOPBACK.test(typed)) return words.notHttps;
  const url = new URL(typed);
  return /[?#]/.test(typed) || !/^\/(?:api\/?)?$/i.test(url.pathname) ? words.hasPath : null;
}

/** Two ports of one machine are two products: the sandbox. */
function hostOf(text: string): string {
  return new URL(text.trim()).host;
}

function tokenError(draft: TokenDraft, goal: 'test' | 'save'): string | null {
  if (draft.kind !== 'typed') return null;
  const typed = draft.text.trim();
  if (typed === '') return goal === 'test' ? words.noToken : null;
  return /\s/.test(typed) ? words.blankToken : null;
}
