/** The folder in which the person stands: npm runs scripts in the checkout's root and tells the real one. */
export function callerFolder(env: NodeJS.ProcessEnv): string {
  return env['INIT_CWD'] ?? process.cwd();
}
