import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';

/** A folder of its own, gone when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-staging-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new capture file, closed when the test ends. */
export function newCapture(folder = tempFolder()): CaptureFile {
  const capture = CaptureFile.open(join(folder, 'capture.sqlite'));
  onTestFinished(() => capture.close());
  return capture;
}
