import { formatDay } from '../model/days.ts';
import type { Finding } from '../model/finding.ts';
import { dayInZone } from '../model/instants.ts';
import {
  REOPENING_KINDS,
  reopening,
  type AcceptedBasis,
  type HeldTriage,
  type ReopeningKind,
} from '../model/reopening.ts';
import type { RunFacts } from '../model/report.ts';
import type { Db } from './database.ts';
import { asArray, asTriage, readArray, TRIAGE_COLUMNS } from './triage-columns.ts';
import { writeStep } from './triage.ts';
import { createNext, dropWork } from './triage-next.ts';

/**
 * Opens findings of a run again that are not what somebody accepted, whose day has passed, or that were called resolved and are
 * still there: one step of the log, done by Tieout. Part of the run's saving, in its transaction.
 */
export function reopenFindings(
  db: Db,
  run: Pick<RunFacts, 'id' | 'asOfUtc' | 'parameters'>,
  atUtc: string,
): number {
  const look = {
    asOfUtc: run.asOfUtc,
    asOfDay: formatDay(dayInZone(Date.parse(run.asOfUtc), run.parameters.timeZone)),
  };
  const counts = new Map<ReopeningKind, number>();
  const opened: (string | null)[][] = [];
  for (const { finding, triage, text } of decided(db, run.id)) {
    const found = reopening(heldBy(triage), JSON.parse(text) as Finding, look);
    if (found === null) continue;
    const next = { ...readArray(triage), ...OPEN, reopened: found.why, changed_utc: atUtc };
    opened.push([finding, ...TRIAGE_COLUMNS.map((column) => next[column])]);
    counts.set(found.kind, (counts.get(found.kind) ?? 0) + 1);
  }
  if (opened.length === 0) return 0;
  try {
    createNext(db);
    const marks = TRIAGE_COLUMNS.map(() => '?').join(', ');
    const add = db.prepare<unknown[]>(`INSERT INTO temp.triage_next VALUES (?, ${marks})`);
    for (const values of opened) add.run(values);
    return writeStep(db, 'reopened', null, atUtc, reopenedWords(counts, run.asOfUtc));
  } finally {
    dropWork(db);
  }
}

const OPEN = {
  status: 'open',
  accepted_until: null,
  accepted_reason: null,
  accepted_utc: null,
  resolved_utc: null,
  basis: null,
  basis_as_of: null,
} as const;

interface Decided {
  readonly finding: string;
  readonly triage: string;
  readonly text: string;
}

/** The run's findings of which somebody decided something that may not hold any more. */
function decided(db: Db, run: string): IterableIterator<Decided> {
  return db
    .prepare<unknown[]>(
      `SELECT t.finding, ${asArray('t')} AS triage, f.finding AS text
      FROM triage t CROSS JOIN finding_place p CROSS JOIN finding f
      WHERE (t.accepted_reason IS NOT NULL OR t.status = 'resolved')
        AND p.run_seq = (SELECT seq FROM run WHERE id = ?) AND p.finding = t.finding
        AND f.run = ? AND f.position = p.position
      GROUP BY t.finding`,
    )
    .iterate([run, run]) as IterableIterator<Decided>;
}

function heldBy(triage: string): HeldTriage {
  const values = readArray(triage);
  const { basis, basis_as_of: asOfUtc, resolved_utc: resolvedUtc } = values;
  return {
    status: values.status as HeldTriage['status'],
    accepted: asTriage(triage)?.accepted ?? null,
    basis:
      basis === null || asOfUtc === null
        ? null
        : { said: JSON.parse(basis) as AcceptedBasis, asOfUtc },
    resolvedUtc,
  };
}

const KIND_WORDS: Readonly<Record<ReopeningKind, string>> = {
  changed: 'changed after being accepted',
  lapsed: 'accepted until a day that has passed',
  still_there: 'called resolved and still there',
};

function reopenedWords(counts: ReadonlyMap<ReopeningKind, number>, asOfUtc: string): string {
  const parts = REOPENING_KINDS.filter((kind) => counts.has(kind)).map(
    (kind) => `${counts.get(kind)} ${KIND_WORDS[kind]}`,
  );
  return `opened again by the audit as of ${asOfUtc.slice(0, 16).replace('T', ' ')} UTC: ${parts.join(', ')}`;
}
