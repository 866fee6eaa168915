/** The nonce that the page's policy allows for style elements; the host writes it into each answer. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
