import { dialog, shell } from 'electron';
import { judgeLink } from './judge-link.ts';

/** Opens an address in the person's browser: the products' at once, any other https one after a question. */
export async function openOutside(address: string): Promise<void> {
  const judged = judgeLink(address);
  if (judged === 'refuse') return;
  const { href } = new URL(address);
  if (judged === 'open' || (await mayOpen(href))) await shell.openExternal(href);
}

let isAsking = false;

/** One question at a time: a page could ask a hundred. */
async function mayOpen(href: string): Promise<boolean> {
  if (isAsking) return false;
  isAsking = true;
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this address in your browser?',
      detail: href.length > 500 ? `${href.slice(0, 500)}…` : href,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  } finally {
    isAsking = false;
  }
}
