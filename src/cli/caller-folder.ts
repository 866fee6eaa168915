import { join, resolve } from 'node:path';

const CHECKOUT = resolve(join(import.meta.dirname, '../..'));

/**
 * The folder in which the person stands. npm runs scripts in the checkout's folder and tells where it was called; anywhere else
 * what it told is of an earlier call.
 */
export function callerFolder(env: NodeJS.ProcessEnv): string {
  const here = process.cwd();
  return here === CHECKOUT ? (env['INIT_CWD'] ?? here) : here;
}

/** A path as the person typed it, made whole. */
export function callerPath(path: string, env: NodeJS.ProcessEnv): string {
  return resolve(callerFolder(env), path);
}
