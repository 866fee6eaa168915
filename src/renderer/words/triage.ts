import type { TriageStatus } from '../../core/model/triage.ts';
import { STATUS_WORDS } from '../../core/model/triage-words.ts';
import { formatDay, formatInstant, formatNumber } from './format.ts';

/** Words of what persons decide about findings. */
export const triageWords = {
  title: 'Decisions',
  bar: 'Decide about findings',
  about: (count: number) => `Decide about ${findingsOf(count)}:`,
  takeAll: (count: number) => `Take all ${formatNumber(count)}`,
  backToSelected: 'Not all',
  notYet: 'Findings can be decided about once the audit has ended.',
  nothingSelected: 'Select findings first, or put the focus on one.',
  deciding: (count: number) => `Deciding about ${findingsOf(count)}…`,
  mark: (status: TriageStatus) => `Mark as ${STATUS_WORDS[status]}`,
  keyed: (what: string, key: string) => `${what} (${key})`,
  accept: 'Accept…',
  owner: 'Owner…',
  note: 'Note…',
  palette: {
    mark: (status: TriageStatus) => `Mark the selected findings as ${STATUS_WORDS[status]}`,
    accept: 'Accept the selected findings…',
    owner: 'Give the selected findings to somebody…',
    note: 'Write a note on the selected findings…',
    undo: 'Undo the last decision',
    redo: 'Redo the last undone decision',
  },

  undo: 'Undo',
  redo: 'Redo',
  undoNamed: (what: string) => `Undo: ${what}`,
  redoNamed: (what: string) => `Redo: ${what}`,
  nothing: { undo: 'There is no decision to undo.', redo: 'There is no decision to redo.' },
  returned: {
    undo: (count: number, words: string) => sentence(`Undone for ${findingsOf(count)}: ${words}`),
    redo: (count: number, words: string) =>
      sentence(`Done again for ${findingsOf(count)}: ${words}`),
  },
  decided: (changed: number, asked: number, words: string) =>
    changed === 0
      ? asked === 1
        ? 'It was so already: nothing was changed.'
        : 'They were so already: nothing was changed.'
      : `${sentence(`${findingsOf(changed)}: ${words}`)}${soAlready(asked - changed)}`,
  findings: findingsOf,
  close: 'Close',
  cancel: 'Cancel',
  tooLong: (most: number, length: number) =>
    `At most ${formatNumber(most)} characters; this has ${formatNumber(length)}.`,

  ownerForm: {
    title: (count: number) => `Who has ${theseOf(count)}?`,
    label: 'Owner',
    hint: 'A person or a team, as you call them.',
    empty: 'Write a name, or choose “No owner”.',
    none: 'No owner',
    submit: 'Give',
  },
  noteForm: {
    title: (count: number) => `Note on ${theseOf(count)}`,
    label: 'Note',
    hint: 'Ctrl Enter saves.',
    differ: 'Their notes differ. What you write replaces them all. Ctrl Enter saves.',
    replaces: 'What you write replaces the notes these findings have. Ctrl Enter saves.',
    empty: 'Write a note, or choose “No note”.',
    none: 'No note',
    submit: 'Save note',
  },
  acceptForm: {
    title: (count: number) => `Accept ${theseOf(count)}`,
    text: 'An accepted finding stays in the list, is counted apart, and asks nobody to act. If it changes, the next audit opens it again and says why.',
    how: 'Accept it',
    until: 'Until a day',
    forGood: 'For good',
    day: 'Last day',
    dayHint: (zone: string) =>
      `Of the customer’s calendar (${zone}). An audit after it opens it again.`,
    dayHintNoZone: 'Of the customer’s calendar. An audit after it opens it again.',
    dayEmpty: 'Choose the last day on which it holds.',
    dayPast: (today: string) =>
      `That day has passed: today is ${formatDay(today)} at the customer’s.`,
    days: (count: number) => `In ${formatNumber(count)} days`,
    yearEnd: 'End of the year',
    reason: 'Reason',
    reasonHint: 'For whoever asks later: who agreed, and to what.',
    reasonEmpty: 'Write the reason.',
    none: 'Take acceptance back',
    submit: 'Accept',
  },

  section: {
    status: 'Status',
    owner: 'Owner',
    note: 'Note',
    accepted: 'Accepted',
    nobody: 'Nobody',
    noNote: 'None',
    notAccepted: 'No',
    acceptedUntil: (untilDay: string | null, reason: string) =>
      `${untilDay === null ? 'For good' : `Until ${formatDay(untilDay)}`}: ${reason}`,
    changeOwner: 'Change the owner',
    changeNote: 'Change the note',
    changeAcceptance: 'Change the acceptance',
    change: 'Change',
    reopened: 'Opened again',
    loading: 'Loading decisions',
  },
  history: {
    title: 'History',
    tieout: 'Tieout',
    by: (who: string, atUtc: string) => `${who}, ${formatInstant(atUtc)}`,
    withOthers: (others: number) =>
      others === 1 ? 'with one other finding' : `with ${formatNumber(others)} other findings`,
    firstSeen: (atUtc: string) => `First seen by the audit as of ${formatInstant(atUtc)}`,
    nothing: 'Nobody has decided anything about it yet.',
  },
  kinds: {
    decided: (words: string) => capital(words),
    undone: (words: string) => `Undone: ${words}`,
    redone: (words: string) => `Done again: ${words}`,
    reopened: (words: string) => capital(words),
  },

  name: {
    loggedAs: (who: string) =>
      `Decisions are logged as “${who}”, who is signed in to this computer.`,
    change: 'Use another name',
    title: 'Your name',
    text: 'Stands beside your decisions in the log, in the workbook and in the hand-over pack.',
    label: 'Name in the log of decisions',
    hint: (user: string) =>
      `Left empty, it is “${user}”, who is signed in to this computer. What was logged before keeps its name.`,
    save: 'Save name',
    saved: (who: string) => `Decisions are logged as “${who}” from now on.`,
  },

  log: {
    title: 'Log of decisions',
    description:
      'What persons decided about findings, and what Tieout opened again. Entries are only ever added: an undo is an entry of its own.',
    table: 'Decisions, newest first',
    columns: { at: 'When', who: 'Who', what: 'What', findings: 'Findings' },
    undone: 'Undone',
    /** Of entries that undo or redo another one. */
    ofEntry: (seq: number) => `of entry ${formatNumber(seq)}`,
    entry: 'No.',
    emptyTitle: 'Nothing has been decided yet',
    empty:
      'On the findings page, select findings and mark, accept or assign them. Each decision is noted here and can be undone.',
    toFindings: 'Go to the findings',
    more: 'Show earlier decisions',
    loading: 'Loading the log',
  },
} as const;

function findingsOf(count: number): string {
  return count === 1 ? '1 finding' : `${formatNumber(count)} findings`;
}

function theseOf(count: number): string {
  return count === 1 ? 'this finding' : `these ${formatNumber(count)} findings`;
}

function soAlready(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? ' 1 was so already.' : ` ${formatNumber(count)} were so already.`;
}

/** What a person wrote may end with a mark of its own. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
