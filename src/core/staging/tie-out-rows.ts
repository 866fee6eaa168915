import { existsSync } from 'node:fs';
import { formatDay, parseDay } from '../model/days.ts';
import { Failure } from '../model/failure.ts';
import type { RecordType } from '../model/record-type.ts';
import type { RunFacts } from '../model/report.ts';
import type { Cause, State } from '../model/states.ts';
import {
  MOST_TIE_OUT_ROWS,
  type TieOutCell,
  type TieOutCellRow,
  type TieOutRows,
} from '../model/tie-out-rows.ts';
import { CaptureFile } from './capture-file.ts';
import { CapturedRecords } from './captured-records.ts';
import type { Db } from './database.ts';
import { formsOfRun } from './forms-of-run.ts';
import { labelNames } from './labels.ts';
import { getRun } from './runs.ts';
import { cellRows, type CellRow } from './tie-out-cell.ts';
import type { Workspace } from './workspaces.ts';

/** The schema's version that brought what cells are looked up by. */
const WITH_CELLS = 30;

/**
 * The rows of one figure of a finished run's tie-out, from what the run read. A block has up to 500 rows; `after` is where the last
 * one ended.
 * @throws Failure usage if the run isn't finished, or what it read isn't kept or is an earlier Tieout's; storage
 */
export function tieOutRows(
  workspace: Workspace,
  runId: string,
  cell: TieOutCell,
  after: string | null,
  limit = MOST_TIE_OUT_ROWS,
): TieOutRows {
  // Asked first: the id becomes a part of a path only if the workspace knows it.
  const { facts } = getRun(workspace.db, runId);
  if (facts === null)
    throw new Failure('usage', `Run ${runId} is not finished: its tie-out has no rows yet.`);
  const path = workspace.capturePath(runId);
  if (!existsSync(path))
    throw new Failure(
      'usage',
      `What run ${runId} read is not kept any more, so the rows behind its tie-out cannot be shown: audit again.`,
    );
  const capture = CaptureFile.open(path, true);
  try {
    if (Number(capture.db.pragma('user_version', { simple: true })) < WITH_CELLS)
      throw new Failure(
        'usage',
        `Run ${runId} is of an earlier Tieout, which kept no rows for its tie-out: run the rules again on it.`,
      );
    const forms = formsOfRun(capture.db, facts.conventions);
    const type = cell.recordType;
    const scope = {
      days: daysOf(facts),
      formsInUse: forms.inUse[type],
      formsReported: forms.reported[type],
    };
    const most = Math.min(limit, MOST_TIE_OUT_ROWS);
    const rows = cellRows(capture.db, cell, scope, after, most);
    const shown = new Shown(workspace.db, runId, capture.db, cell, forms.inUse);
    return {
      rows: shown.all(rows),
      next: rows.length < most ? null : (rows.at(-1)?.at ?? null),
    };
  } finally {
    capture.close();
  }
}

/** Turns rows of the capture file into what people see: with their finding, their campaign and the other side's ids. */
class Shown {
  readonly #workspace: Db;
  readonly #runId: string;
  readonly #capture: Db;
  readonly #cell: TieOutCell;
  readonly #records: CapturedRecords;

  constructor(
    workspace: Db,
    runId: string,
    capture: Db,
    cell: TieOutCell,
    inUse: Readonly<Record<RecordType, readonly number[]>>,
  ) {
    this.#workspace = workspace;
    this.#runId = runId;
    this.#capture = capture;
    this.#cell = cell;
    this.#records = new CapturedRecords(capture, inUse);
  }

  all(rows: readonly CellRow[]): TieOutCellRow[] {
    const names = labelNames(this.#capture, 'campaign');
    const found = findingsAbout(this.#workspace, this.#runId, this.#cell.recordType, rows);
    return rows.map((row) => {
      const side = this.#sideOf(row);
      const about = found.filter((finding) => isAbout(finding, row));
      const finding = about[0] ?? null;
      const campaign = names.get(row.campaign);
      return {
        side,
        id: String(row.id),
        day: row.day === null ? null : formatDay(row.day),
        count: row.count,
        amountMinor: row.amountMinor,
        currency: row.currency,
        campaign: campaign?.name ?? campaign?.key ?? null,
        counterpartIds: this.#counterparts(side, row),
        state: (row.state as State | null) ?? finding?.state ?? 'consistent',
        cause: (row.cause as Cause | null) ?? finding?.cause ?? null,
        finding: finding && { id: finding.id, position: finding.position },
      };
    });
  }

  #sideOf(row: CellRow): 'raise' | 'crm' {
    const { side } = this.#cell;
    if (side === 'raise' || side === 'crm') return side;
    return row.owner < 0 ? 'crm' : 'raise';
  }

  #counterparts(side: 'raise' | 'crm', row: CellRow): string[] {
    const type = this.#cell.recordType;
    if (side === 'raise') return crmIdsOf(this.#records, type, String(row.id));
    const named = row.named === null ? null : String(row.named);
    return named !== null && this.#records.keyOf(type, named).exists ? [named] : [];
  }
}

function crmIdsOf(records: CapturedRecords, type: RecordType, raiseId: string): string[] {
  if (type === 'gift') return records.crmGiftsOwnedBy(raiseId).map(({ id }) => id);
  const { crmId } = records.keyOf(type, raiseId);
  const keyed =
    crmId === null ? null : type === 'donor' ? records.contact(crmId) : records.crmSchedule(crmId);
  const referring =
    type === 'donor'
      ? records.contactsReferringTo(raiseId)
      : records.crmSchedulesReferringTo(raiseId);
  return [...new Set([...(keyed === null ? [] : [keyed.id]), ...referring.map(({ id }) => id)])];
}

interface GridFinding {
  readonly id: string;
  readonly position: number;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly state: State;
  readonly cause: Cause;
}

/** The run's findings that may be about some rows; one walk over its narrow rows. */
function findingsAbout(
  db: Db,
  runId: string,
  type: RecordType,
  rows: readonly CellRow[],
): GridFinding[] {
  const raise = rows.flatMap(({ named }) => (named === null ? [] : [String(named)]));
  const crm = rows.filter(({ owner }) => owner < 0).map(({ id }) => String(id));
  return db
    .prepare(
      `SELECT g.id, g.position, g.raise_id AS raiseId, g.crm_id AS crmId, k.state, k.cause
      FROM run JOIN finding_grid g ON g.run_seq = run.seq JOIN finding_kind k ON k.run_seq = g.run_seq AND k.kind = g.kind
      WHERE run.id = ? AND k.record_type = ?
        AND (g.raise_id IN (SELECT value FROM json_each(?)) OR g.crm_id IN (SELECT value FROM json_each(?))) ORDER BY g.position`,
    )
    .all([runId, type, JSON.stringify(raise), JSON.stringify(crm)]) as GridFinding[];
}

/** A CRM+ row without a Raise record has findings of its own, and an old id may be that of another Raise record. */
function isAbout({ raiseId, crmId, state }: GridFinding, row: CellRow): boolean {
  const isOfCrm =
    state === 'missing_in_raise' || state === 'raise_unreachable' || state === 'unreadable';
  if (row.owner < 0) return isOfCrm && crmId === String(row.id);
  return state !== 'missing_in_raise' && raiseId === String(row.named);
}

function daysOf({ parameters: { from, to } }: RunFacts): { from: number; to: number } | null {
  if (from === null && to === null) return null;
  return { from: parseDay(from) ?? -1_000_000, to: parseDay(to) ?? 10_000_000 };
}
