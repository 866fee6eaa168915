import { readFile } from 'node:fs/promises';
import { contentType, findPageFile } from './page-files.ts';
import { freshNonce, pagePolicy, withNonce } from './page-policy.ts';

/** A file of the page with the headers that must go with it. */
export interface PageAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Answers a path from the built page's folder and from nowhere else, under the page's policy; null if there is no such file.
 * @param folder absolute, normalized path of the built page
 * @param pathname such as "/index.html"
 * @param connect what the page may talk to beside its own address
 */
export async function readPage(
  folder: string,
  pathname: string,
  connect: string[],
): Promise<PageAnswer | null> {
  const file = findPageFile(folder, pathname);
  if (file === null) return null;
  const bytes = await readFile(file).catch(() => null);
  // Missing or unreadable is the same to the page, and a path would tell it about the disk.
  if (bytes === null) return null;
  const nonce = freshNonce();
  const type = contentType(file);
  return {
    headers: {
      'content-type': type,
      'content-security-policy': pagePolicy({ nonce, connect }),
      'x-content-type-options': 'nosniff',
    },
    body: type.startsWith('text/html')
      ? new TextEncoder().encode(withNonce(bytes.toString('utf8'), nonce))
      : new Uint8Array(bytes),
  };
}
