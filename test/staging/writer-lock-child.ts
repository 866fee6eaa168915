import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { takeWriterLock } from '../../src/core/staging/writer-lock.ts';
import { sentenceOf } from '../../src/core/model/failure.ts';

// Takes a workspace's lock in a process or a thread of its own, and keeps it until it is told to release it or is killed:
// the folder is argv[2], or what a thread is given.
const folder = isMainThread ? (process.argv[2] ?? '') : String(workerData);
const tell = (text: string): void => {
  if (parentPort === null) process.stdout.write(`${text}\n`);
  else parentPort.postMessage(text, []);
};
try {
  const lock = takeWriterLock(folder, { program: 'the window', activity: 'auditing' });
  tell(`held after ${lock.predecessor?.program ?? 'nobody'}`);
  const release = (): void => {
    lock.release();
    tell('released');
  };
  if (parentPort === null) process.stdin.once('data', release).once('end', () => process.exit(0));
  else parentPort.once('message', release);
} catch (error) {
  tell(sentenceOf(error));
  if (isMainThread) process.exitCode = 2;
}
