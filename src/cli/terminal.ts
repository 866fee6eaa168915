import { once } from 'node:events';

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const CODES: Readonly<Record<Paint, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** The two streams: results go to `out`, everything else to `note`. */
export interface Terminal {
  readonly isNoteTty: boolean;
  /** Columns of standard output if it is a terminal. */
  readonly columns: number | null;
  out(text: string): Promise<void>;
  /** One sentence on standard error; a JSON line once `speakJson` was called. */
  note(line: string, kind?: 'note' | 'error'): void;
  speakJson(): void;
  /** A piece on standard error, as it is. */
  rawNote(text: string): void;
  readonly paint: (text: string, paint: Paint) => string;
  /** From now on this text never gets onto standard error. */
  hide(secret: string): void;
}

export function createTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): Terminal {
  const secrets = new Set<string>();
  let isJson = false;
  const isColoured = stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const redacted = (text: string): string =>
    [...secrets].reduce((left, secret) => left.replaceAll(secret, '••••'), text);
  return {
    isNoteTty: stderr.isTTY,
    columns: stdout.isTTY ? stdout.columns : null,
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    note: (line, kind = 'note') => {
      const text = isJson
        ? JSON.stringify({ at: new Date().toISOString(), kind, sentence: line })
        : line;
      stderr.write(`${redacted(text)}\n`);
    },
    speakJson: () => {
      isJson = true;
    },
    rawNote: (text) => void stderr.write(redacted(text)),
    paint: (text, paint) => {
      const [on, off] = CODES[paint];
      return isColoured ? `\u001B[${on}m${text}\u001B[${off}m` : text;
    },
    hide: (secret) => {
      if (secret.length >= 6) secrets.add(secret);
    },
  };
}

/** Text of a server, without anything that a terminal would obey or that would break a line. */
export function onOneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g, ' ');
}
