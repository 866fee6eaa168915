import { RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { ACTOR_WORDS, type Actor } from '../../core/model/states.ts';
import { formatInstant, formatNumber } from './format.ts';

const MOST_SPIKES = 3;

/** Words of the overview: how a customer stands. */
export const overviewWords = {
  title: 'Overview',
  loading: 'Loading the overview',
  emptyTitle: 'Nothing is known of this customer yet',
  empty: 'After the first audit this page says how the customer stands and what to do next.',
  emptyGoing: 'An audit is under way. What it finds is summed up here when it has finished.',
  emptyStopped: 'An audit was begun and has not finished. What was read is kept: go on with it.',
  toAudit: 'Go to the audit',
  asOf: (utc: string, scope: string) => `As of ${formatInstant(utc)} · ${scope}`,
  whole: 'See the whole result',
  demo: 'The demo holds damaged records on purpose, so its audits are never verified.',
  listsOf: (utc: string) =>
    `A re-check reads no whole lists. What follows is of the audit of ${formatInstant(utc)}.`,
  going: 'A new audit is under way; this is what the last finished one found.',
  stopped: 'A newer audit was stopped before its end; this is what the last finished one found.',
  figures: {
    label: 'Findings to act on',
    open: 'Open, to act on',
    openHint: (days: number | null) =>
      days === null
        ? 'nothing waits for anybody'
        : days === 0
          ? 'the oldest since this audit'
          : `the oldest for ${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`,
    accepted: 'Accepted',
    acceptedHint: 'somebody lives with them, and said why',
    noneAccepted: 'nobody has accepted any',
    new: 'New',
    newHint: (since: string) => `since ${since}`,
    back: 'Back again',
    backHint: 'were resolved before',
    resolved: 'Resolved',
    resolvedHint: (since: string) => `since ${since}`,
    first: 'this is the first audit',
    notKnown: 'not known',
    notCompared: 'this audit was made by an older Tieout',
    show: (figure: string, count: string) => `${figure}: ${count}. Show them`,
  },
  since: (utc: string) => formatInstant(utc),
  net: (utc: string, more: number) =>
    more === 0
      ? `As many to act on as in the audit of ${formatInstant(utc)}.`
      : `${formatNumber(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} to act on than in the audit of ${formatInstant(utc)}.`,
  actors: {
    title: 'Who acts',
    none: 'Nobody has to act on anything.',
    line: (actor: Actor) => capital(ACTOR_WORDS[actor]),
    show: (count: number, actor: Actor) =>
      `${formatNumber(count)} ${count === 1 ? 'finding' : 'findings'} for ${ACTOR_WORDS[actor]}: show`,
  },
  next: {
    title: 'What to do next',
    nothing: 'Nothing: everything is verified, ties out, and nobody has to act.',
    goOn: {
      text: 'The newest audit was stopped. Go on with it.',
      action: 'Go on',
    },
    closeGaps: {
      text: (gaps: number) =>
        `See what could not be read or proved (${formatNumber(gaps)} ${gaps === 1 ? 'gap' : 'gaps'}), and audit again once that is put right.`,
      action: 'See the gaps',
    },
    confirmLinks: {
      text: 'Confirm the link convention: absences under a doubtful one are not reported.',
      action: 'Open Connection',
    },
    unexplained: {
      text: (lines: number) =>
        `Look at ${formatNumber(lines)} ${lines === 1 ? 'line' : 'lines'} of the tie-out that ${lines === 1 ? 'has' : 'have'} an unexplained difference.`,
      action: 'Open the tie-out',
    },
    spikes: {
      text: (spikes: readonly { readonly title: string; readonly type: RecordType }[]) => {
        const told = spikes
          .slice(0, MOST_SPIKES)
          .map(({ title, type }) => `${title} (${RECORD_WORDS[type].many})`);
        const more = spikes.length - told.length;
        return `Out of the usual: ${told.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}.`;
      },
      action: 'See the trends',
    },
    late: {
      text: (count: number) =>
        `Look at ${formatNumber(count)} late ${count === 1 ? 'gift' : 'gifts'} that live confirmation has found and no audit tells of yet.`,
      action: 'Show them',
    },
    look: {
      text: (count: number) =>
        `Look at ${formatNumber(count)} new ${count === 1 ? 'finding' : 'findings'}.`,
      action: 'Show them',
    },
    act: {
      text: (count: number, actor: Actor) =>
        actor === 'consultant'
          ? `Settle ${formatNumber(count)} ${count === 1 ? 'finding' : 'findings'} yourself.`
          : `Hand ${formatNumber(count)} ${count === 1 ? 'finding' : 'findings'} to the ${ACTOR_WORDS[actor]}.`,
      action: 'Show them',
    },
    recheck: {
      text: (count: number) =>
        `Re-check ${formatNumber(count)} open ${count === 1 ? 'finding' : 'findings'} once somebody has acted.`,
      action: 'Re-check…',
    },
    notYetSynced: {
      text: (count: number) =>
        `Audit again later: ${formatNumber(count)} ${count === 1 ? 'record is' : 'records are'} not synced yet, and too young to worry.`,
      action: 'Plan an audit',
    },
    lag: {
      text: (suggested: number, inForce: number) =>
        `Allow ${formatNumber(suggested)} h for syncing: measured, ${formatNumber(inForce)} h would report records that are only late.`,
      action: 'See the measure',
    },
    power: {
      text: 'The power test has not been made: it shows that the rules find what is wrong.',
      action: 'See the power test',
    },
  },
  tieOut: {
    title: 'Tie-out',
    pass: (lines: number) =>
      `0 unexplained in ${formatNumber(lines)} ${lines === 1 ? 'line' : 'lines'}`,
    fail: (lines: number, of: number) =>
      `${formatNumber(lines)} of ${formatNumber(of)} lines unexplained`,
    empty: 'There was nothing to tie out.',
    apart: (unreadable: number, unknown: number) =>
      `Kept apart: ${formatNumber(unreadable)} unreadable, ${formatNumber(unknown)} unknown.`,
    passText:
      'Every difference between both products is explained by findings, to the record and to the cent.',
    failText: 'Some differences are explained by no finding.',
    open: 'Open the tie-out',
    years: (differing: number, compared: number) =>
      differing === 0
        ? `In all ${formatNumber(compared)} donors’ years both sides come to the same.`
        : `${formatNumber(differing)} of ${formatNumber(compared)} donors’ years differ.`,
    openYears: 'See them',
  },
  coverage: {
    title: 'What was read',
    complete: (streams: number) =>
      `${formatNumber(streams)} of ${formatNumber(streams)} lists complete`,
    incomplete: (complete: number, of: number) =>
      `${formatNumber(complete)} of ${formatNumber(of)} lists complete`,
    records: (read: number, unreadable: number) =>
      `${formatNumber(read)} records read, ${formatNumber(unreadable)} unreadable.`,
    changed: (streams: number) =>
      `${formatNumber(streams)} ${streams === 1 ? 'list' : 'lists'} changed while being read.`,
    open: 'Open the certificate',
  },
  lag: {
    title: 'Time to sync, measured',
    text: 'How long after Raise created a record CRM+ had it. A quarter more than 99 in a hundred took is suggested as the time to allow, and never less than 4 h.',
    none: 'Not measured: this audit has no pairs of records that tell both times.',
    older: 'Not measured: this audit was made by an older Tieout.',
    columns: { records: 'Records', pairs: 'Pairs', p50: 'Half', p95: '95 %', p99: '99 %' },
    table: 'How long after Raise records reached CRM+',
    hours: (hours: number) => `${formatNumber(Math.round(hours * 10) / 10)} h`,
    inForce: (hours: number) => `Time allowed for syncing: ${formatNumber(hours)} h.`,
    fits: (hours: number) => `The measure suggests ${formatNumber(hours)} h: nothing to change.`,
    suggested: (hours: number) => `The measure suggests ${formatNumber(hours)} h.`,
    set: (hours: number) => `Allow ${formatNumber(hours)} h from now on`,
    done: (hours: number) =>
      `From the next audit on, ${formatNumber(hours)} h are allowed for syncing.`,
    undo: (hours: number) => `Back to ${formatNumber(hours)} h`,
  },
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
