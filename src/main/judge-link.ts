/** What to do with an address that the page wants to show elsewhere. */
export function judgeLink(address: string): 'open' | 'ask' | 'refuse' {
  const url = URL.parse(address);
  // An address with a name in front of its host is made to be misread.
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return 'refuse';
  const isProduct = PRODUCT_HOSTS.some(
    (host) => url.hostname === host || url.hostname.endsWith(`.${host}`),
  );
  return isProduct && url.port === '' ? 'open' : 'ask';
}

/** Hosts of the two products, and everything below them. */
const PRODUCT_HOSTS = ['virtuoussoftware.com', 'raisedonors.com', 'virtuous.org'];
