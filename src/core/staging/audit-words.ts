import { parseDay } from '../model/days.ts';
import type { NewFinding } from '../model/finding.ts';
import type { AuditWord } from '../model/live-status.ts';
import { UNKNOWN_STATES } from '../model/states.ts';
import type { Db } from './database.ts';
import { lookedFor } from './looked-for.ts';

/** A finding of a direct read, outside of any run, as far as an audit can know of it too. */
export interface ReadFinding extends Pick<
  NewFinding,
  'id' | 'recordType' | 'state' | 'raiseId' | 'crmId' | 'date'
> {
  readonly checkedUtc: string;
}

interface FinishedRun {
  readonly seq: number;
  readonly runId: string;
  readonly asOfUtc: string;
  /** By our clock, as reads are; what it is of is by the products'. */
  readonly startedUtc: string;
}

/**
 * What the audits of a workspace say of findings that were read directly: which one has it open, or which one began after the read,
 * looked for it and did not find it any more, by the rules that call a finding of a run resolved; null while none says anything.
 */
export function auditWords(db: Db): (read: ReadFinding) => AuditWord | null {
  const runs = db
    .prepare(
      "SELECT seq, id AS runId, as_of_utc AS asOfUtc, started_utc AS startedUtc FROM run WHERE state = 'finished' ORDER BY seq DESC",
    )
    .all() as FinishedRun[];
  const lastEvent = db
    .prepare<unknown[]>(
      'SELECT run_seq, change FROM finding_event WHERE finding = ? ORDER BY run_seq DESC LIMIT 1',
    )
    .raw();
  const place = db.prepare<unknown[]>(
    'SELECT 1 FROM finding_place WHERE run_seq = ? AND finding = ? LIMIT 1',
  );
  const looks = new Map<number, ReturnType<typeof lookOf>>();
  const lookedIn = (run: FinishedRun): ReturnType<typeof lookOf> => {
    const known = looks.get(run.seq) ?? lookOf(db, run.seq);
    looks.set(run.seq, known);
    return known;
  };
  return (read) => {
    const { id } = read;
    const [eventSeq, change] = (lastEvent.get([id]) as [number, string] | undefined) ?? [null, ''];
    if (change === 'new' || change === 'reappeared') {
      const run = runs.find(({ seq }) => place.get([seq, id]) !== undefined);
      if (run !== undefined) return wordOf(run, true);
    }
    const later = runs.filter(({ startedUtc }) => startedUtc > read.checkedUtc);
    const before = runs.find(({ startedUtc }) => startedUtc <= read.checkedUtc);
    const settling = later.find(
      (run) => run.seq === eventSeq || lookedIn(run)(read, before?.seq ?? run.seq),
    );
    return settling === undefined ? null : wordOf(settling, false);
  };
}

function wordOf({ runId, asOfUtc }: FinishedRun, isOpen: boolean): AuditWord {
  return { runId, asOfUtc, isOpen };
}

/** Whether a run looked for a finding that is not among its own, and could tell whether it was there. */
function lookOf(db: Db, seq: number): (finding: ReadFinding, seenSeq: number) => boolean {
  const isLookedFor = lookedFor(db, seq);
  const isUnknown = unknownIn(db, seq);
  return (finding, seenSeq) =>
    !isUnknown(finding) && isLookedFor({ ...finding, day: parseDay(finding.date), seenSeq });
}

/** Of which records a run could not tell; one that names no record may be any of its type. */
function unknownIn(db: Db, seq: number): (finding: ReadFinding) => boolean {
  const marks = UNKNOWN_STATES.map(() => '?').join(', ');
  // A run's findings are in the order of their states, and these are the first of them.
  const rows = db
    .prepare<unknown[]>(
      `SELECT k.record_type, g.raise_id, g.crm_id FROM finding_grid g CROSS JOIN finding_kind k
       WHERE g.run_seq = ? AND k.run_seq = g.run_seq AND k.kind = g.kind AND k.state IN (${marks})
         AND g.position < (SELECT coalesce(sum(count), 0) FROM finding_kind WHERE run_seq = ? AND state IN (${marks}))`,
    )
    .raw()
    .all([seq, ...UNKNOWN_STATES, seq, ...UNKNOWN_STATES]) as [
    string,
    string | null,
    string | null,
  ][];
  const named = new Set<string>();
  const unnamedTypes = new Set<string>();
  for (const [type, raiseId, crmId] of rows) {
    if (raiseId === null && crmId === null) unnamedTypes.add(type);
    if (raiseId !== null) named.add(`${type} raise ${raiseId}`);
    if (crmId !== null) named.add(`${type} crm ${crmId}`);
  }
  return ({ recordType, raiseId, crmId }) =>
    unnamedTypes.has(recordType) ||
    named.has(`${recordType} raise ${raiseId}`) ||
    named.has(`${recordType} crm ${crmId}`);
}
