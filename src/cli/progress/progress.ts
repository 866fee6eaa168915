import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import { didYouMean } from '../nearest.ts';
import type { Terminal } from '../terminal.ts';
import { jsonProgress } from './json-progress.ts';
import { plainProgress } from './plain-progress.ts';
import type { ProgressView } from './progress-view.ts';

export type ProgressKind = 'plain' | 'json' | 'none';

const KINDS: readonly ProgressKind[] = ['plain', 'json', 'none'];

/** @throws Failure usage */
export function progressKind(args: Arguments): ProgressKind {
  const text = args.one('progress') ?? 'plain';
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined)
    throw usage(`--progress is plain, json or none.${didYouMean(text, KINDS)}`);
  return kind;
}

/** `streams`: how many lists the run reads, for an honest time left. */
export function showProgress(
  kind: ProgressKind,
  terminal: Terminal,
  streams: number,
): ProgressView {
  if (kind === 'json') return jsonProgress(terminal);
  if (kind === 'plain') return plainProgress(terminal, streams);
  return { onProgress: () => undefined, onPace: () => undefined, done: () => undefined };
}
