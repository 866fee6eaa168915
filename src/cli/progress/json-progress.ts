import type { Terminal } from '../terminal.ts';
import type { ProgressView } from './progress-view.ts';

/** One object a line: each of the core's facts with its time, and `{"kind":"waiting"}` where a product makes us wait. */
export function jsonProgress(terminal: Terminal): ProgressView {
  const print = (fact: object): void =>
    terminal.rawNote(`${JSON.stringify({ at: new Date().toISOString(), ...fact })}\n`);
  return {
    onProgress: print,
    onPace: (product, state) => {
      if (state.kind === 'running') print({ kind: 'waiting', product, why: null, until: null });
      else
        print({
          kind: 'waiting',
          product,
          why: state.kind,
          until: 'untilMs' in state ? new Date(state.untilMs).toISOString() : null,
        });
    },
    done: () => undefined,
  };
}
