import type { HookScheme } from '../../../core/model/hook-scheme.ts';
import { liveWords } from '../../words/live.ts';

const words = liveWords.scheme;

/** A proof while it is chosen: what another kind has typed stays. */
export interface SchemeDraft {
  readonly kind: HookScheme['kind'];
  readonly header: string;
  readonly encoding: 'hex' | 'base64';
  readonly prefix: string;
  readonly timestampHeader: string;
}

export function draftOf(scheme: HookScheme): SchemeDraft {
  const isSigned = scheme.kind === 'hmac-sha256';
  return {
    kind: scheme.kind,
    header: scheme.kind === 'none' ? '' : scheme.header,
    encoding: isSigned ? scheme.encoding : 'base64',
    prefix: isSigned ? scheme.prefix : '',
    timestampHeader: isSigned ? (scheme.timestampHeader ?? '') : '',
  };
}

export interface SchemeErrors {
  readonly header: string | null;
  readonly timestampHeader: string | null;
}

/** What stands against a draft, field by field. */
export function schemeErrors({ kind, header, timestampHeader }: SchemeDraft): SchemeErrors {
  const isWrong = (text: string): boolean => !/^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(text.trim());
  return {
    header: kind !== 'none' && isWrong(header) ? words.headerWrong : null,
    timestampHeader:
      kind === 'hmac-sha256' && timestampHeader.trim() !== '' && isWrong(timestampHeader)
        ? words.headerWrong
        : null,
  };
}

export function schemeOf(draft: SchemeDraft): HookScheme {
  const { kind, encoding, prefix } = draft;
  const header = draft.header.trim();
  if (kind === 'none') return { kind };
  if (kind === 'shared-token') return { kind, header };
  const timestampHeader = draft.timestampHeader.trim();
  return {
    kind,
    encoding,
    header,
    prefix: prefix.trim(),
    timestampHeader: timestampHeader === '' ? null : timestampHeader,
  };
}

/** In words: "Token in the header x-security-token". */
export function schemeWords(scheme: HookScheme): string {
  if (scheme.kind === 'none') return words.none;
  if (scheme.kind === 'shared-token') return words.token(scheme.header);
  const { encoding, header, prefix } = scheme;
  return prefix === '' ? words.hmac(encoding, header) : words.hmacAfter(encoding, prefix, header);
}
