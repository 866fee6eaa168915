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
 * The file a path of the page stands for, or null if it lies outside the folder or is of a kind the page never loads.
 * @param folder absolute, normalized path of the built page
 * @param pathname as it was asked for, escapes and all, such as "/assets/index.js"
 */
export function findPageFile(folder: string, pathname: string): string | null {
  const decoded = decode(pathname);
  if (decoded === null) return null;
  const file = join(folder, decoded);
  return file.startsWith(folder + sep) && Object.hasOwn(contentTypes, extname(file)) ? file : null;
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
