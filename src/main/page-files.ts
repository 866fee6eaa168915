import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * The file a page address stands for, or null if it lies outside the folder or is of a kind the page never loads.
 * @param folder absolute path of the built page
 * @param url such as "tieout://page/assets/index.js"
 */
export function findPageFile(folder: string, url: string): string | null {
  const { hostname, pathname } = new URL(url);
  if (hostname !== 'page') return null;
  const decoded = decode(pathname);
  if (decoded === null) return null;
  const file = join(folder, decoded);
  return file.startsWith(folder + sep) && extname(file) in contentTypes ? file : null;
}

/** The content type of a file that `findPageFile` found. */
export function contentType(file: string): string {
  return contentTypes[extname(file)] ?? 'application/octet-stream';
}

/** A malformed escape throws, and a NUL byte would end the path early: neither names a file. */
function decode(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') || decoded.includes('\\') ? null : decoded;
  } catch {
    return null;
  }
}
