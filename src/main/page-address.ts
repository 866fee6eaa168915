export const PAGE_SCHEME = 'tieout';
export const PAGE_HOST = 'page';

/** The page's address inside the window. */
export const pageUrl = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/**
 * Whether an address is our page's, whatever stands in its hash.
 * @param page the page's own address: the scheme's, or that of electron-vite's server
 */
export function isPage(url: string, page: string): boolean {
  const [asked, ours] = [URL.parse(url), URL.parse(page)];
  if (asked === null || ours === null) return false;
  asked.hash = '';
  return asked.href === ours.href;
}
