import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

// The machine's mark: a process number says nothing about the processes of another machine on a shared folder.
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The beginning of names that tell which process made a file: whoever comes by can tell what a killed one left behind. */
export function ownPrefix(kind: string): string {
  return `${kind}${MACHINE}-${process.pid}-`;
}

/** Whether a name begins as `ownPrefix` of the same kind does, and the process of this machine that made it is gone. */
export function isLeftBehind(name: string, kind: string): boolean {
  const prefix = `${kind}${MACHINE}-`;
  if (!name.startsWith(prefix)) return false;
  const pid = Number(name.slice(prefix.length).split('-')[0]);
  return Number.isInteger(pid) && pid > 0 && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
