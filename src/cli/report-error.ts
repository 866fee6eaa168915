import { Failure } from '../core/model/failure.ts';
import { asStorageFailure } from '../core/auditor.ts';
import { onOneLine, type Terminal } from './terminal.ts';

/** One sentence on standard error; the stack only for whoever asks for it. */
export function reportError(error: unknown, terminal: Terminal, env: NodeJS.ProcessEnv): void {
  if (error instanceof Failure) terminal.note(`tieout: ${onOneLine(error.message)}`, 'error');
  else
    terminal.note(
      'tieout: Tieout made a mistake. Run the same again with TIEOUT_DEBUG=1 to see where, and report it.',
      'error',
    );
  if (env['TIEOUT_DEBUG'] === '1' && error instanceof Error)
    terminal.note(error.stack ?? error.message);
}

/** A file that turns out to be damaged in the middle of a question is no mistake of ours; SQLite doesn't say which it was. */
export function asFailureOfStore(error: unknown): unknown {
  const isSqlite =
    error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
  return isSqlite ? asStorageFailure(error, 'in the data folder') : error;
}
