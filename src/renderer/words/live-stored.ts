import type { ImportProgress } from '../../core/model/live-import.ts';
import { formatInstant, formatNumber } from './format.ts';

/** Words of what is kept of deliveries, and of those that were captured elsewhere. */
export const liveStoredWords = {
  title: 'Stored deliveries',
  text: 'The body of a delivery holds donors’ data. It is removed some days after it came, once it was looked into; counts, records and findings stay. Deleting the workspace removes everything at once.',
  kept: (count: number, oldestUtc: string | null) =>
    oldestUtc === null
      ? 'No body is kept.'
      : `${count === 1 ? '1 body is' : `${formatNumber(count)} bodies are`} kept; the oldest came ${formatInstant(oldestUtc)}.`,
  days: 'Days that bodies are kept',
  daysWrong: 'A whole number of days from 1 to 3650.',
  import: {
    title: 'Bring in captured deliveries',
    text: 'A file with one delivery a line, as it was captured, or an export of Raise’s delivery log. They count as unverified. Bringing in a file again changes nothing.',
    whileListening: 'Stop listening first: deliveries get in one way at a time.',
    sender: 'If a body does not tell who sent it',
    told: 'Pass it over',
    assume: (product: string) => `Take it as one of ${product}`,
    choose: 'Choose a file…',
    stop: 'Stop',
    tooLarge:
      'Files here can have up to 24 MB. Larger ones are brought in on the command line: tieout webhooks import.',
    running: (name: string, lines: number) => `Bringing in ${name}: ${linesOf(lines)} read so far…`,
    stopped: (name: string, imported: number) =>
      `Stopped. At least ${deliveriesOf(imported)} of ${name} ${imported === 1 ? 'was' : 'were'} brought in and ${imported === 1 ? 'is' : 'are'} kept; bring the file in again for the rest.`,
    done: (name: string, { imported, repeated, badLines }: ImportProgress) =>
      `${name}: ${deliveriesOf(imported)} brought in, unverified${repeated === 0 ? '' : `, ${formatNumber(repeated)} of them known before`}. ${
        badLines === 0
          ? 'Every line could be read.'
          : `${linesOf(badLines)} could not be read and ${badLines === 1 ? 'was' : 'were'} passed:`
      }`,
    bad: (line: number, why: string) => `Line ${formatNumber(line)}: ${why}.`,
    moreBad: (count: number) => `${linesOf(count)} more.`,
  },
} as const;

function linesOf(count: number): string {
  return count === 1 ? '1 line' : `${formatNumber(count)} lines`;
}

function deliveriesOf(count: number): string {
  return count === 1 ? '1 delivery' : `${formatNumber(count)} deliveries`;
}
