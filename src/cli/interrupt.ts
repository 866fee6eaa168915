import { EXIT } from './exit-status.ts';

/** npm and the terminal may both deliver one Ctrl-C. */
const SAME_MS = 500;
const GRACE_MS = 5000;

/** A signal that the first Ctrl-C (or SIGTERM) aborts; a later one, or five seconds, ends the program at once. */
export function abortOnInterrupt(say: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | null = null;
  const onSignal = (): void => {
    const nowMs = Date.now();
    if (firstMs === null) {
      firstMs = nowMs;
      say('Stopping …');
      controller.abort();
      setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
      // Stays until the twin has come: in a process that is just ending, it would end it as an unhandled signal.
      setTimeout(() => undefined, SAME_MS);
    } else if (nowMs - firstMs > SAME_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}
