import { setTimeout as sleep } from 'node:timers/promises';
import type { Link } from '../core/auditor.ts';

/** Calls under way end within this, or are made again after the pause. */
const LAST_CALLS_MS = 2000;

/**
 * Makes a terminal's Ctrl-Z a pause: no call leaves any more, those under way end, then the program is suspended as usual;
 * `fg` or `kill -CONT` goes on. @returns ends it
 */
export function pauseOnSuspend(link: Link, say: (line: string) => void): () => void {
  if (process.platform === 'win32') return () => undefined;
  // While nothing leaves, nothing else keeps the program from ending.
  let alive: NodeJS.Timeout | null = null;
  const pause = async (): Promise<void> => {
    if (alive !== null) return;
    alive = setInterval(() => undefined, 60_000);
    link.pause();
    say('Paused: no call leaves. "fg" goes on.');
    await sleep(LAST_CALLS_MS);
    // The work may have ended meanwhile, or gone on.
    if (alive !== null) process.kill(process.pid, 'SIGSTOP');
  };
  const isAwake = (): boolean => {
    if (alive === null) return true;
    clearInterval(alive);
    alive = null;
    return false;
  };
  const goOn = (): void => {
    if (isAwake()) return;
    link.resume();
    say('Going on.');
  };
  const onSuspend = (): void => void pause();
  process.on('SIGTSTP', onSuspend);
  process.on('SIGCONT', goOn);
  return () => {
    process.off('SIGTSTP', onSuspend);
    process.off('SIGCONT', goOn);
    isAwake();
  };
}
