import type { Terminal } from '../terminal.ts';
import type { ProgressView } from './progress-view.ts';

/** One object a line: each of the core's facts with its time, and `{"kind":"pace"}` whenever a product's pace changes its state. */
export function jsonProgress(terminal: Terminal): ProgressView {
  const print = (fact: object): void =>
    terminal.rawNote(`${JSON.stringify({ at: new Date().toISOString(), ...fact })}\n`);
  return {
    onProgress: print,
    onPace: (product, state) =>
      print({
        kind: 'pace',
        product,
        state: state.kind,
        until: 'untilMs' in state ? new Date(state.untilMs).toISOString() : null,
      }),
    done: () => undefined,
  };
}
