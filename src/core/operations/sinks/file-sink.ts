import { appendFile } from 'node:fs/promises';
import type { AlertMessage } from '../../model/alert.ts';

/** Adds a JSON line for each message to a file that only its owner may read. */
export async function appendLines(path: string, messages: readonly AlertMessage[]): Promise<void> {
  const lines = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
  try {
    await appendFile(path, lines, { mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Error(`The file of alerts ${path} cannot be written${code}.`, { cause: error });
  }
}
