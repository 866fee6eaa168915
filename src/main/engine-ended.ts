import type { EngineEnd } from './engine-host.ts';
import { askWithDetails } from './ask-with-details.ts';
import { versionDetails } from './menu-actions.ts';

/** The engine is gone: what the person wants now. */
export async function askAfterEngineEnd(end: EngineEnd): Promise<'restart' | 'quit'> {
  const { hasStarted, failure, exitCode } = end;
  const response = await askWithDetails(
    {
      type: 'error',
      message: hasStarted
        ? "Tieout's engine ended; nothing that was read is lost."
        : "Tieout's engine could not start.",
      detail: hasStarted
        ? 'An audit that was running can be gone on with.'
        : (failure?.sentence ?? `It ended with exit code ${exitCode}.`),
      buttons: [hasStarted ? 'Restart' : 'Try again', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    },
    [versionDetails(), '', `engine ended: ${exitCode}`, failure?.details ?? ''].join('\n').trim(),
  );
  return response === 0 ? 'restart' : 'quit';
}
