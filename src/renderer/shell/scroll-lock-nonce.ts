import { styleNonce } from '../style-nonce.ts';

declare global {
  interface Window {
    /** Where the scroll lock of Mantine's dialogs (get-nonce) looks for the nonce of its style element. */
    __webpack_nonce__?: string;
  }
}

/** Lets dialogs lock the page's scrolling under a policy that allows no style without a nonce. */
export function giveScrollLockNonce(): void {
  window.__webpack_nonce__ = styleNonce();
}
