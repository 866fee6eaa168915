import type { KeyBackend } from '../../core/model/kept-token.ts';

/** What a timer of the system can do with the tokens as they are kept. */
export function keyNote(backend: KeyBackend | null): string {
  switch (backend) {
    case 'os_keyring':
      return 'The tokens lie under the system’s key ring: the timer reads them while it is unlocked, which is while you are signed in.';
    case 'passphrase':
      return 'The tokens lie under a passphrase: the timer needs it as TIEOUT_PASSPHRASE in its environment (systemd: an EnvironmentFile of mode 0600, added with "systemctl --user edit tieout-daily.service"). It is written into no file here.';
    case 'os_keychain':
      return 'The tokens lie under the key chain, which only the window can open: a timer can’t read them. Leave the window open, which keeps the schedules itself, or keep the tokens under a passphrase.';
    case 'memory':
    case null:
      return 'No token is kept: a timer would find none. Keep them on the Connection page first.';
  }
}
