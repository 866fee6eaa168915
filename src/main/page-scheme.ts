import { join } from 'node:path';
import { protocol } from 'electron';
import { readPage } from '../page/read-page.ts';
import { PAGE_HOST, PAGE_SCHEME } from './page-address.ts';

/** Must be called before the app is ready. A scheme of our own, because file:// pages may read other files. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme from the built page's folder and from nowhere else. */
export function handlePageScheme(): void {
  const folder = join(import.meta.dirname, '../renderer');
  protocol.handle(PAGE_SCHEME, async (request) => {
    const { hostname, pathname } = new URL(request.url);
    const isOurs = request.method === 'GET' && hostname === PAGE_HOST;
    // The page talks to the engine through the preload's door, so it needs no connection of its own.
    const page = isOurs ? await readPage(folder, pathname, []) : null;
    if (page === null) return new Response('Not found', { status: 404 });
    return new Response(page.body, { headers: { ...page.headers } });
  });
}
