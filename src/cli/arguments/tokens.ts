import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Product } from '../../core/model/record-type.ts';
import { callerPath } from '../caller-folder.ts';
import type { Arguments } from './parse.ts';
import { usage } from './usage.ts';

export type Tokens = Readonly<Record<Product, string | null>>;

const MOST_BYTES = 65_536;

/**
 * The tokens: from the file if one is named (then the environment counts for nothing, or two customers could be mixed up),
 * else from the environment.
 * @throws Failure usage for a file that can't be read, that others may read, or that holds no token
 */
export function readTokens(args: Arguments, env: NodeJS.ProcessEnv): Tokens {
  const path = args.one('token-file');
  if (path !== undefined) return readTokenFile(callerPath(path, env));
  return { raise: given(env['TIEOUT_RAISE_TOKEN']), crm: given(env['TIEOUT_CRM_TOKEN']) };
}

function readTokenFile(path: string): Tokens {
  const text = readPrivateFile(path);
  const tokens = text.trimStart().startsWith('{') ? fromJson(text, path) : fromLines(text);
  if (tokens.raise === null && tokens.crm === null) {
    throw usage(
      `--token-file: ${path} holds no token; write {"raise": "…", "crm": "…"}, or lines RAISE=… and CRM=….`,
    );
  }
  return tokens;
}

function readPrivateFile(path: string): string {
  let file: number | null = null;
  try {
    // What is looked at is what is read: between two looks at a path, another file could take its place. A pipe would hold us up.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const facts = fstatSync(file);
    if (!facts.isFile()) throw usage(`--token-file: ${path} is no file.`);
    if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) {
      throw usage(`--token-file: others may read ${path}; run "chmod 600 ${path}" first.`);
    }
    if (facts.size > MOST_BYTES)
      throw usage(`--token-file: ${path} is too large to be a file of tokens.`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw usage(
      code === 'ENOENT'
        ? `--token-file: there is no file ${path}.`
        : `--token-file: ${path} cannot be read (${code}).`,
    );
  } finally {
    if (file !== null) closeSync(file);
  }
}

function fromJson(text: string, path: string): Tokens {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usage(`--token-file: ${path} is no JSON; write {"raise": "…", "crm": "…"}.`);
  }
  const members = value as Readonly<Record<string, unknown>>;
  const member = (name: string): string | null => {
    const token = members[name];
    return typeof token === 'string' ? given(token) : null;
  };
  return { raise: member('raise'), crm: member('crm') };
}

function fromLines(text: string): Tokens {
  const found: Record<Product, string | null> = { raise: null, crm: null };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const match = /^\s*(?:export\s+)?(?:TIEOUT_)?(RAISE|CRM)(?:_TOKEN)?\s*=(.*)$/i.exec(line);
    if (match === null) continue;
    const product = (match[1] ?? '').toLowerCase() as Product;
    found[product] = given((match[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return found;
}

function given(text: string | undefined): string | null {
  const token = text?.trim() ?? '';
  return token === '' ? null : token;
}
