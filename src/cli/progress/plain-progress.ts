import { PaceOfRun, type Progress } from '../../core/auditor.ts';
import type { PaceState } from '../../core/model/pace-state.ts';
import { isWorthSaying, paceSentence } from '../../core/model/pace-words.ts';
import { PRODUCT_WORDS, type Product } from '../../core/model/record-type.ts';
import type { Terminal } from '../terminal.ts';
import { countText, durationText, localTime } from '../words.ts';
import type { ProgressView } from './progress-view.ts';

type Phase = Extract<Progress, { kind: 'phase' }>['phase'];

const PHASES: Readonly<Record<Phase, string>> = {
  connect: 'Connecting',
  capture: 'Reading',
  match: 'Matching',
  confirm: 'Confirming',
  classify: 'Classifying',
  save: 'Saving',
};
/** A terminal's line is drawn over; a log gets few lines. */
const TTY_EVERY_MS = 200;
const LOG_EVERY_MS = 3000;

/** One line that says where the run is; drawn over on a terminal, now and then a new one in a log. */
export function plainProgress(terminal: Terminal, streams: number): ProgressView {
  const pace = new PaceOfRun(streams, Date.now());
  const everyMs = terminal.isNoteTty ? TTY_EVERY_MS : LOG_EVERY_MS;
  const paces: Record<Product, PaceState['kind']> = { raise: 'running', crm: 'running' };
  let phase: Phase = 'connect';
  let shown = '';
  let shownAtMs = Date.now();
  const show = (line: string): void => {
    shownAtMs = Date.now();
    if (line === shown) return;
    if (terminal.isNoteTty) terminal.rawNote(`\r${line.padEnd(shown.length)}`);
    else terminal.note(line);
    shown = line;
  };
  const endLine = (): void => {
    if (terminal.isNoteTty && shown !== '') terminal.rawNote('\n');
    shown = '';
  };
  const say = (line: string): void => {
    endLine();
    terminal.note(line);
  };
  return {
    onProgress: (fact) => {
      const nowMs = Date.now();
      pace.add(fact, nowMs);
      if (fact.kind === 'note') return say(fact.sentence);
      if (fact.kind === 'phase') phase = fact.phase;
      if (nowMs - shownAtMs >= everyMs) show(lineOf(phase, pace, nowMs));
    },
    onPace: (product, state) => {
      const before = paces[product];
      paces[product] = state.kind;
      if (before === 'offline' && state.kind !== 'offline')
        say(`${PRODUCT_WORDS[product]} answers again.`);
      // Numbers change all the time; a new word is news.
      const isNews = before !== state.kind || 'untilMs' in state;
      if (isNews && isWorthSaying(state, Date.now())) say(paceSentence(product, state, localTime));
    },
    done: endLine,
  };
}

function lineOf(phase: Phase, pace: PaceOfRun, nowMs: number): string {
  const parts = [PHASES[phase]];
  const { read, advertised } = pace.records;
  if (phase === 'capture') {
    parts.push(
      `${countText(read)} of ${pace.isWholeKnown ? '' : 'at least '}${countText(advertised)} records`,
    );
  }
  const round = pace.confirming;
  if (phase === 'confirm' && round !== null)
    parts.push(`${countText(round.done)} of ${countText(round.total)} suspects`);
  parts.push(
    `${countText(pace.calls)} calls`,
    `${pace.callsPerSecond(nowMs).toFixed(1)} calls/s`,
    timeLeft(phase, pace, nowMs),
  );
  return parts.filter((part) => part !== '').join(' · ');
}

function timeLeft(phase: Phase, pace: PaceOfRun, nowMs: number): string {
  if (phase !== 'capture' && phase !== 'confirm') return '';
  const seconds = phase === 'capture' ? pace.readingLeft(nowMs) : pace.confirmingLeft(nowMs);
  if (seconds === null) return '';
  // What confirming will take is not known before everything is read.
  return `${pace.isWholeKnown ? 'about' : 'at least'} ${durationText(seconds)} left${phase === 'capture' ? ' of reading' : ''}`;
}
