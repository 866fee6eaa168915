import { app } from 'electron';
import { failureFacts } from '../engine/failure-error.ts';
import { askWithDetails } from './ask-with-details.ts';
import { versionDetails } from './menu-actions.ts';

let isShown = false;

/** Says that something went wrong in main, once at a time; the details hold no token and no donor. */
export async function tellUnexpected(error: unknown): Promise<void> {
  const { sentence, details } = failureFacts(error);
  process.stderr.write(`${details}\n`);
  if (isShown) return;
  isShown = true;
  try {
    await app.whenReady();
    await askWithDetails(
      { type: 'error', message: sentence, buttons: ['Close'], defaultId: 0, cancelId: 0 },
      `${versionDetails()}\n\n${details}`,
    );
  } catch {
    // It stands in the terminal; a question that fails must not raise itself again.
  } finally {
    isShown = false;
  }
}

/** Errors nobody caught: said, and the window goes on; without this Electron would show a bare stack. */
export function tellUncaught(): void {
  const tell = (error: unknown): void => void tellUnexpected(error);
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
}
