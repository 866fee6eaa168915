import type { WorkspaceOverview } from '../../../model/overview.ts';

/** A customer's line: what is known of it, and how its backstop ended, in words. */
export interface OverviewRow {
  readonly workspace: string;
  /** How its backstop ended, or how it stands, in a sentence. */
  readonly result: string;
  /** Whether nobody has to look at it. */
  readonly isGood: boolean;
  /** Null if its file can't be read. */
  readonly overview: WorkspaceOverview | null;
  /** When it is audited next by its schedule; null if that has no time. */
  readonly nextUtc: string | null;
  /** The workbook of its own that was written beside the summary, as an absolute path; null if none was. */
  readonly ownFile: string | null;
}

/** How a customer stands, in the order in which somebody has to look. */
export const STANDINGS = ['unreadable', 'not_verified', 'to_act', 'never', 'clean'] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_WORDS: Readonly<Record<Standing, readonly [words: string, meaning: string]>> =
  {
    unreadable: [
      'Can’t be read',
      'Its file could not be opened now: nothing is known of it here, and nothing of it is in any total',
    ],
    not_verified: [
      'Not verified',
      'Something could not be read or proved in its last run: what is not listed there is not shown to be right',
    ],
    to_act: ['Verified, to act on', 'Everything was read and compared; findings need somebody'],
    never: ['Never audited', 'No run of it has finished yet: nothing is known of it'],
    clean: ['Verified, clean', 'Everything was read and compared; nobody has to act'],
  };

export function standingOf({ overview }: Pick<OverviewRow, 'overview'>): Standing {
  if (overview === null) return 'unreadable';
  if (overview.lastRun === null) return 'never';
  if (overview.lastRun.status === 'not_verified') return 'not_verified';
  return overview.toActOn > 0 ? 'to_act' : 'clean';
}

/** Every currency in which somebody has something at stake, in order. */
export function currenciesOf(rows: readonly OverviewRow[]): string[] {
  const all = rows.flatMap(({ overview }) => overview?.atStake ?? []);
  return [...new Set(all.map(({ currency }) => currency))].toSorted();
}
