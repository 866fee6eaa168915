import { EVERY_MINUTES, type TimerOrder, type TimerPlan } from './timer-order.ts';

/** A line for a person's own crontab: nobody else's lines are touched. */
export function cronPlan({ words }: TimerOrder): TimerPlan {
  // In a crontab a % is the end of the line, quoted or not.
  const line = words
    .map(quoted)
    .join(' ')
    .replaceAll('%', String.raw`\%`);
  return {
    files: [],
    commands: [],
    undoing: [],
    notes: [
      `Add this line with "crontab -e", and take it out there again:\n*/${EVERY_MINUTES} * * * * ${line} >/dev/null`,
    ],
  };
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
