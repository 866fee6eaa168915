import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { contentType, findPageFile } from './page-files.ts';

const scheme = 'tieout';

/** The page's address inside the window. */
export const pageUrl = `${scheme}://page/index.html`;

/** Must be called before the app is ready. A scheme of our own, because file:// pages may read other files. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme from the built page's folder and from nowhere else. */
export function handlePageScheme(): void {
  const folder = join(import.meta.dirname, '../renderer');
  protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? findPageFile(folder, request.url) : null;
    if (!file) return new Response('Not found', { status: 404 });
    try {
      const body = new Uint8Array(await readFile(file));
      return new Response(body, { headers: { 'content-type': contentType(file) } });
    } catch {
      // Missing or unreadable is the same to the page, and a path would tell it about the disk.
      return new Response('Not found', { status: 404 });
    }
  });
}
