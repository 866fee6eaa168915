import type { ShownSink } from '../../../contract/operations.ts';
import { alertWords } from '../../words/alerts.ts';
import { wholeNumber } from '../live/port-draft.ts';
import { addressesOf, type SinkDraft } from './sink-draft.ts';

const words = alertWords.dialog;
const ADDRESS = /^[^\s,<>]+@[^\s,<>]+$/;
const MOST_ADDRESSES = 20;

export type SinkErrors = Partial<Record<keyof SinkDraft, string>>;

/**
 * What stands against a draft, field by field. @param before the destination that is changed; null for a new one
 * @param taken the names of all others
 */
export function sinkErrors(
  draft: SinkDraft,
  before: ShownSink | null,
  taken: readonly string[],
): SinkErrors {
  const id = draft.id.trim();
  return {
    ...(/^[\w-]{1,40}$/.test(id) ? {} : { id: words.nameWrong }),
    ...(taken.includes(id) ? { id: words.nameTaken } : {}),
    ...ofKind(draft, before),
  };
}

/** Whether the kept password may not go where the draft says: it is for one user of one server. */
export function isElsewhere(draft: SinkDraft, before: ShownSink | null): boolean {
  if (before?.kind !== 'smtp' || !before.hasSecret) return false;
  return before.host !== draft.host.trim() || (before.user ?? '') !== draft.user.trim();
}

function ofKind(draft: SinkDraft, before: ShownSink | null): SinkErrors {
  switch (draft.kind) {
    case 'file':
      return draft.path.trim() === '' ? { path: words.pathEmpty } : {};
    case 'smtp':
      return ofMail(draft, before);
    case 'slack':
      return draft.url.trim() === '' && before?.hasSecret !== true ? { url: words.urlEmpty } : {};
    case 'webhook':
      return ofWebhook(draft, before);
    case 'desktop':
      return {};
  }
}

function ofMail(draft: SinkDraft, before: ShownSink | null): SinkErrors {
  const to = addressesOf(draft.to);
  const wrong = to.find((address) => !ADDRESS.test(address));
  const hasUser = draft.user.trim() !== '';
  const isKept = before?.hasSecret === true && !isElsewhere(draft, before);
  return {
    ...(/^[\w.:-]+$/.test(draft.host.trim()) ? {} : { host: words.hostWrong }),
    ...(wholeNumber(draft.port, 1, 65_535) === undefined ? { port: words.portWrong } : {}),
    ...(hasUser && draft.password === '' && !isKept ? { password: words.passwordEmpty } : {}),
    ...(ADDRESS.test(draft.from.trim()) ? {} : { from: words.addressWrong }),
    ...(to.length === 0 ? { to: words.addressWrong } : {}),
    ...(to.length > MOST_ADDRESSES ? { to: words.addressesMany } : {}),
    ...(wrong === undefined ? {} : { to: words.addressesWrong(wrong) }),
  };
}

/** Both lie in one secret, which can only be replaced whole. */
function ofWebhook({ url, key }: SinkDraft, before: ShownSink | null): SinkErrors {
  const [hasUrl, hasKey] = [url.trim() !== '', key !== ''];
  if (!hasUrl && !hasKey && before?.hasSecret === true) return {};
  const isReplaced = before?.hasSecret === true;
  return {
    ...(hasUrl ? {} : { url: isReplaced ? words.both : words.urlEmpty }),
    ...(hasKey ? {} : { key: isReplaced ? words.both : words.keyEmpty }),
  };
}
