/** The address if a link may lead there: https, and nobody's password in it. Else null. */
export function safeAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isPlain = url.username === '' && url.password === '';
  return url.protocol === 'https:' && isPlain ? url.href : null;
}
