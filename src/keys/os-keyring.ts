import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { Failure } from '../core/model/failure.ts';

/** What to do with one entry of the system's key ring. */
export type KeyringRequest =
  | { readonly action: 'read' | 'delete'; readonly account: string }
  | { readonly action: 'write'; readonly account: string; readonly secret: string };

/** What a person calls the key ring of this system. */
export const KEYRING_NAME =
  process.platform === 'darwin'
    ? 'macOS Keychain'
    : process.platform === 'win32'
      ? 'Windows Credential Manager'
      : 'Secret Service (GNOME Keyring, KWallet)';

/**
 * Asks the system's key ring; answers what `read` found, else null. It is asked in a process of its own: on Linux the
 * package waits for the bus inside a constructor, so that neither a timer nor an AbortSignal of this process would be
 * heard (tried with a bus that never answers). The secret goes through the pipe, never into the arguments.
 * @throws Failure storage with a sentence when there is no key ring, or it has not answered after 3 seconds
 */
export async function askKeyring(request: KeyringRequest): Promise<string | null> {
  const answer = await runProgram(JSON.stringify({ service: SERVICE, ...request }));
  if (answer === null) {
    throw refuse(
      `it has not answered within ${TIME_LIMIT_MS / 1000} seconds: if it asks for something, answer and try again`,
    );
  }
  const parsed = answerSchema.safeParse(parseJson(answer)).data;
  if (parsed === undefined) throw refuse('the process that asks it ended without an answer');
  if ('refusal' in parsed) throw refuse(parsed.refusal);
  return parsed.secret;
}

const SERVICE = 'Tieout';
const TIME_LIMIT_MS = 3000;

const answerSchema = z.union([
  z.object({ secret: z.string().nullable() }),
  z.object({ refusal: z.string() }),
]);

// Text and not a file of its own, so that it is there in a bundle too. On Linux the package would fall back to the
// kernel's keys, which are gone after a restart, and the tokens with them; so the Secret Service is asked for by name.
const PROGRAM = `
let input = '';
for await (const chunk of process.stdin) input += chunk;
const { service, account, action, secret } = JSON.parse(input);
const answer = (value) => process.stdout.write(JSON.stringify(value));
try {
  const { Entry } = await import(process.argv[1]);
  const entry = new Entry(service, account, { linux: { store: 'secret-service' } });
  if (action === 'write') entry.setPassword(secret);
  if (action === 'delete') entry.deleteCredential();
  answer({ secret: action === 'read' ? entry.getPassword() : null });
} catch (error) {
  const line = String(error.message).split('\\n')[0].slice(0, 200);
  answer({ refusal: secret ? line.replaceAll(secret, '…') : line });
}`;

/** What the program wrote; null when it had to be ended. */
async function runProgram(input: string): Promise<string | null> {
  // Electron's own binary would open a second window instead of running a program.
  if (process.versions['electron'] !== undefined) throw refuse('the window cannot ask it');
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, packageAddress()],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, TIME_LIMIT_MS);
  // A child that ends early breaks the pipe; what counts is its answer.
  child.on('error', () => {}).stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const output = await text(child.stdout).catch(() => '');
    return isLate ? null : output;
  } finally {
    clearTimeout(timer);
  }
}

function packageAddress(): string {
  const require = createRequire(import.meta.url);
  try {
    return pathToFileURL(require.resolve('@napi-rs/keyring')).href;
  } catch {
    throw refuse('its package is not installed');
  }
}

function refuse(why: string): Failure {
  return new Failure('storage', `${KEYRING_NAME} cannot be used here (${why}).`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
