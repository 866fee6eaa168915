import type { ChangeCounts } from '../../core/model/lineage.ts';
import type { Phase } from '../../core/model/progress.ts';
import { formatClockTime, formatDuration, formatInstant, formatNumber } from './format.ts';

/** Words of an audit that goes on, of its end, and of earlier ones. */
export const auditRunWords = {
  run: {
    title: 'Audit in progress',
    phases: {
      connect: 'Connect',
      capture: 'Read',
      match: 'Match',
      confirm: 'Confirm',
      classify: 'Classify',
      save: 'Save',
    } satisfies Record<Phase, string>,
    phaseNow: {
      connect: 'Connecting to both products',
      capture: 'Reading both products',
      match: 'Matching records',
      confirm: 'Confirming what looks wrong by direct reads',
      classify: 'Giving each record its state',
      save: 'Saving the findings',
    } satisfies Record<Phase, string>,
    phaseStanding: { done: 'done', now: 'now', ahead: 'ahead' },
    stages: 'Stages of the audit',
    lists: 'Lists',
    starting: 'Starting',
    paused: 'Paused',
    pausedText: 'No call leaves until you go on. What was read is kept.',
    cancelling: 'Stopping at the next safe point',
    readOf: (read: number, advertised: number | null) =>
      advertised === null
        ? formatNumber(read)
        : `${formatNumber(read)} of ${formatNumber(advertised)}`,
    listDone: 'read',
    noLists: 'No list is being read yet. A short list of ids is read one by one.',
    suspects: (done: number, total: number) =>
      `${formatNumber(done)} of ${formatNumber(total)} suspects`,
    confirming: 'Suspects confirmed',
    calls: 'Calls',
    quota: 'Quota left',
    quotaOf: (remaining: number, limit: number | null) =>
      limit === null
        ? formatNumber(remaining)
        : `${formatNumber(remaining)} of ${formatNumber(limit)}`,
    quotaUnknown: 'not told',
    resets: (atMs: number) => `anew at ${formatClockTime(atMs)}`,
    left: (seconds: number, phase: 'capture' | 'confirm') =>
      `about ${formatDuration(seconds)} left of ${phase === 'capture' ? 'reading' : 'confirming'}`,
    leftUnknown: 'Time left: not known yet',
    elapsed: (seconds: number) => `${formatDuration(seconds)} so far`,
    notes: (count: number) => `Notes (${formatNumber(count)})`,
    noteList: 'Notes of this run',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel…',
    cancelTitle: 'Stop this audit?',
    cancelText:
      'It stops at the next safe point. Every page that was read is kept, and you can go on later without reading it again. Until then there is no result of this audit.',
    cancelConfirm: 'Stop the audit',
    cancelKeep: 'Keep it running',
    cancelKeepPaused: 'Keep it paused',
    provisional: (findings: number) =>
      `Look at what is known so far: ${formatNumber(findings)} provisional ${findings === 1 ? 'finding' : 'findings'}`,
    provisionalAsOf: (utc: string) => `as of ${formatInstant(utc)}; may still change`,
  },

  ended: {
    finished: 'The audit has finished',
    interrupted: 'The audit was stopped',
    interruptedText: 'What was read is kept: going on reads at most one page of each list again.',
    interruptedEarlier: (utc: string) => `An audit of ${formatInstant(utc)} was interrupted`,
    killed: 'Tieout was ended while it went on.',
    failed: 'The audit could not go on',
    nothingKept: 'Nothing was read yet, so there is nothing to go on with.',
    signIn: 'Sign in again',
    signInText:
      'Enter a new token of the same organization on the Connection page and test it; then the audit goes on where it stopped. If the old token was allowed again meanwhile, go on at once.',
    offline: 'The audit stopped: a product could not be reached',
    goOn: 'Go on',
    openFindings: 'Open findings',
    showResult: 'See the whole result',
  },

  elsewhere: {
    title: (program: string) => `An audit goes on in ${program}`,
    text: (program: string, pid: number) =>
      `It is read and kept there (process ${pid} on this computer), and can be stopped there only. Its result appears here when it has finished.`,
    running: 'Both products are asked as usual.',
    busy: (program: string, pid: number) => `An audit goes on in ${program} (process ${pid}).`,
    busyHere: 'An audit goes on in this workspace.',
    notNow: (why: string) => `Not now. ${why}`,
  },

  runs: {
    title: 'Earlier audits',
    empty: 'None yet. Finished and interrupted audits appear here, with their findings.',
    when: 'Started',
    scope: 'Scope',
    status: 'Result',
    findings: 'Findings',
    toAct: 'To act on',
    calls: 'Calls',
    actions: 'Actions',
    none: '–',
    more: (utc: string) => `More actions for the audit of ${formatInstant(utc)}`,
    open: 'Open findings',
    openFindings: (count: number, utc: string) =>
      `Open ${formatNumber(count)} ${count === 1 ? 'finding' : 'findings'} of the audit of ${formatInstant(utc)}`,
    see: 'See the result',
    changes: 'Since the run before',
    changed: ({ new: fresh, reappeared, resolved }: ChangeCounts) =>
      [
        [fresh, 'new'],
        [reappeared, 'back'],
        [resolved, 'resolved'],
      ]
        .filter(([count]) => count !== 0)
        .map(([count, word]) => `${formatNumber(Number(count))} ${word}`)
        .join(', ') || 'no change',
    recheck: 'Re-check open findings',
    rerun: 'Run the rules again (no calls)',
    rerunDone: 'The rules were run again on the stored answers.',
    statuses: {
      running: 'Running',
      interrupted: 'Interrupted',
      needs_sign_in: 'Sign in again',
      verified: 'Verified',
      not_verified: 'Not verified',
      finished: 'Finished',
    },
  },
} as const;
