import type { Finding } from '../model/finding.ts';
import type { OpenItem } from '../model/open-item.ts';
import { atOneMoment, type Db } from './database.ts';

/**
 * The findings to act on that the workspace's runs left open, each as it was last seen, whichever run that was; those that were looked at
 * longest ago come first. What somebody accepted is among them, and says so.
 */
export function openItems(db: Db): OpenItem[] {
  return atOneMoment(db, () => {
    try {
      collectOpen(db);
      const rows = db
        .prepare(
          `SELECT o.finding AS findingId, run.id AS runId, o.seen_seq AS runSeq, o.position, k.record_type AS recordType, k.state, k.cause,
            g.raise_id AS raiseId, g.crm_id AS crmId, g.amount_minor AS amountMinor, k.currency, k.is_test AS isTest,
            t.accepted_reason IS NOT NULL AS isAccepted
          FROM temp.open_item o CROSS JOIN run ON run.seq = o.seen_seq CROSS JOIN finding_grid g CROSS JOIN finding_kind k
            LEFT JOIN triage t ON t.finding = o.finding
          WHERE g.run_seq = o.seen_seq AND g.position = o.position AND k.run_seq = g.run_seq AND k.kind = g.kind AND k.actionable = 1
          ORDER BY o.seen_seq, o.position`,
        )
        .all() as (Omit<OpenItem, 'isTestMode' | 'isAccepted'> & {
        isTest: 0 | 1 | null;
        isAccepted: 0 | 1;
      })[];
      return rows.map(({ isTest, isAccepted, ...row }) => ({
        ...row,
        isTestMode: isTest === 1,
        isAccepted: isAccepted === 1,
      }));
    } finally {
      db.exec('DROP TABLE IF EXISTS temp.open_item');
    }
  });
}

/** A finding as its run stored it. */
export function findingAt(
  db: Db,
  { runId, position }: Pick<OpenItem, 'runId' | 'position'>,
): Finding {
  const text = db
    .prepare<unknown[]>('SELECT finding FROM finding WHERE run = ? AND position = ?')
    .pluck()
    .get([runId, position]);
  return JSON.parse(String(text)) as Finding;
}

/** From the newest run backwards; most were seen in the last ones. */
function collectOpen(db: Db): void {
  // SQLite gives the other columns of the row that has the greatest run_seq.
  db.exec(`CREATE TABLE temp.open_item (finding TEXT PRIMARY KEY, seen_seq INTEGER, position INTEGER) WITHOUT ROWID;
    INSERT INTO temp.open_item (finding)
    SELECT finding FROM (SELECT finding, max(run_seq), change FROM finding_event GROUP BY finding) WHERE change <> 'resolved'`);
  const place = db.prepare<unknown[]>(
    `UPDATE temp.open_item SET (seen_seq, position) = (p.run_seq, p.position)
    FROM finding_place p WHERE open_item.seen_seq IS NULL AND p.run_seq = ? AND p.finding = open_item.finding`,
  );
  const left = db.prepare('SELECT count(*) FROM temp.open_item WHERE seen_seq IS NULL').pluck();
  const runs = db.prepare("SELECT seq FROM run WHERE state = 'finished' ORDER BY seq DESC").pluck();
  for (const seq of runs.all()) {
    if (left.get() === 0) return;
    place.run([seq]);
  }
}
