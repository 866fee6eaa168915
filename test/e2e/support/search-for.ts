import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** All that a page shows or keeps: elements with what is typed into them, stores, address, title. */
export function everythingIn(page: Page): Promise<string> {
  return page.evaluate<string>(`[
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input, textarea')].map((field) => field.value),
    JSON.stringify(localStorage),
    JSON.stringify(sessionStorage),
    document.cookie,
    location.href,
    document.title,
  ].join('\\n')`);
}

/** Every file below a folder with its bytes as a text; none if the folder isn't there. */
export function filesBelow(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'latin1') }));
}

/** The arguments of every process of this machine that can be read; empty where there is no /proc. */
export function argumentsOfAll(): string {
  let ids: string[] = [];
  try {
    ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return '';
  }
  return ids.map((id) => readOrNothing(`/proc/${id}/cmdline`)).join('\n');
}

/** A process may end while its file is read. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
