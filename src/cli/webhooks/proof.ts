import type { HookScheme } from '../../core/model/hook-scheme.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';

const FORM =
  'write none, token:HEADER, or hmac-sha256:hex|base64:HEADER, with :PREFIX if something stands before the signature';

/** How a product proves its deliveries, from a flag; undefined if it isn't given. @throws Failure usage */
export function proofOf(args: Arguments, flag: string): HookScheme | undefined {
  const text = args.one(flag)?.trim();
  if (text === undefined) return undefined;
  const [kind = '', second = '', third = '', ...rest] = text.split(':');
  const isHeader = (name: string): boolean => /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name);
  if (text === 'none') return { kind: 'none' };
  if (kind === 'token' && isHeader(second) && third === '')
    return { kind: 'shared-token', header: second };
  if (kind === 'hmac-sha256' && (second === 'hex' || second === 'base64') && isHeader(third))
    return {
      kind,
      encoding: second,
      header: third,
      prefix: rest.join(':'),
      timestampHeader: null,
    };
  throw usage(`--${flag}: ${FORM}.`);
}

/** In words: "token in the header x-security-token". */
export function proofText(scheme: HookScheme): string {
  if (scheme.kind === 'none') return 'no proof of who sends';
  if (scheme.kind === 'shared-token') return `token in the header ${scheme.header}`;
  const prefix = scheme.prefix === '' ? '' : ` after "${scheme.prefix}"`;
  return `HMAC-SHA256 in ${scheme.encoding}${prefix}, in the header ${scheme.header}`;
}
