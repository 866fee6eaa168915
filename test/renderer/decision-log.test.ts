import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TriageStep } from '../../src/core/model/triage-step.ts';
import { undoneSteps } from '../../src/renderer/pages/decisions/undone-steps.ts';

/** A log as the store writes it, with what a person would say holds: those on the stack. */
function play(acts: readonly ('decide' | 'undo' | 'redo')[]): {
  readonly log: TriageStep[];
  readonly done: ReadonlySet<number>;
} {
  const log: TriageStep[] = [];
  const done: number[] = [];
  let undone: number[] = [];
  const add = (kind: TriageStep['kind'], of: number | null): number => {
    const seq = log.length + 1;
    log.unshift({ seq, atUtc: '', who: 'Ana', kind, words: 'w', findings: 1, of });
    return seq;
  };
  for (const act of acts) {
    if (act === 'decide') {
      done.push(add('decided', null));
      undone = [];
      continue;
    }
    const [from, to] = act === 'undo' ? [done, undone] : [undone, done];
    const of = from.pop();
    if (of === undefined) continue;
    to.push(of);
    add(act === 'undo' ? 'undone' : 'redone', of);
  }
  return { log, done: new Set(done) };
}

test('an entry is undone as the stack of decisions says, whatever part of the log is loaded', () => {
  const acts = fc.array(fc.constantFrom('decide', 'undo', 'redo' as const), { maxLength: 60 });
  fc.assert(
    fc.property(acts, fc.nat(60), (made, loaded) => {
      const { log, done } = play(made);
      const part = log.slice(0, loaded);
      const undone = part.filter(({ seq, of }) => of === null && !done.has(seq));
      const shown = undoneSteps(part);
      expect(part.map(({ seq }) => seq).filter((seq) => shown.has(seq))).toEqual(
        undone.map(({ seq }) => seq),
      );
    }),
  );
});
