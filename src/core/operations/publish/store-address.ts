import { Failure } from '../../model/failure.ts';

/** The name of the variable that names the shared store; it is never an argument, where other programs could see its password. */
export const STORE_VARIABLE = 'TIEOUT_PUBLISH_URL';

/** Where the shared store is. */
export interface StoreAddress {
  /** With its password: for the driver alone. */
  readonly url: string;
  /** "db.example.org:5432/audits": what may be shown. */
  readonly shown: string;
  /** Texts that must not be printed. */
  readonly secrets: readonly string[];
  /** Whether it stays on this machine, or the address says how it is encrypted; else it is encrypted and the server proved. */
  readonly isEncryptionSettled: boolean;
}

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** @throws Failure usage; its sentence holds nothing of the text, which may be a password in the wrong place */
export function readStoreAddress(text: string): StoreAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new Failure(
      'usage',
      `${STORE_VARIABLE} is no address of a PostgreSQL server: it is written postgresql://user:password@host:5432/database, with signs like @ or / in the password as %40 or %2F.`,
    );
  const socket = url.searchParams.get('host');
  const host = socket ?? url.hostname;
  const database = decodeURIComponent(url.pathname.slice(1));
  if (host === '' || database === '')
    throw new Failure('usage', `${STORE_VARIABLE} must name a host and a database.`);
  const password = decoded(url.password);
  return {
    url: text,
    shown: `${host}:${url.port === '' ? '5432' : url.port}/${database}`,
    secrets: [text, url.password, password, decoded(url.searchParams.get('password') ?? '')].filter(
      (secret) => secret !== '',
    ),
    isEncryptionSettled:
      (socket === null ? LOCAL.includes(url.hostname) : socket.startsWith('/')) ||
      ['sslmode', 'ssl'].some((name) => url.searchParams.has(name)),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is no escape: then it stands for itself.
    return text;
  }
}
