/** Characters that a path may hold unencoded (RFC 3986 pchar), or a well-formed escape. */
const PATH = /^\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/;

/**
 * Whether a text, once URL-encoded, can be a part of a path that every server on the way reads alike: no slash or
 * backslash that could change the routing when decoded, nothing that reads as "." or "..", nothing that is still
 * an escape after decoding. References come from customers' data, so connectors ask before they build a path.
 */
export function isPathPart(text: string): boolean {
  return (
    text.isWellFormed() &&
    text.length <= 300 &&
    !/[/\\\p{Cc}]/u.test(text) &&
    !/%[0-9a-f]{2}/i.test(text) &&
    trimForRouting(text) !== ''
  );
}

/** Whether a path is absolute, well encoded, and consists of parts that can be trusted to stay apart. */
export function isSafePath(path: string): boolean {
  if (!PATH.test(path)) return false;
  return path
    .slice(1)
    .split('/')
    .every((part) => {
      const decoded = decode(part);
      return decoded !== null && isPathPart(decoded);
    });
}

/** A part as servers may read it: without ";parameters", final dots and spaces. */
export function trimForRouting(text: string): string {
  return (text.split(';', 1)[0] ?? '').replace(/[.\s]+$/u, '').trim();
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
