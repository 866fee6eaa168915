import type { Day } from '../model/days.ts';
import type { Finding } from '../model/finding.ts';
import { isOfCrmOnly } from '../model/recheck.ts';
import type { Db } from './database.ts';
import type { LookedAt } from './runs.ts';

/** Records of some days of which findings were open before a run. A run of these days says something of those that it sees in them. */
export function recordsLeftOpen(
  db: Db,
  run: string,
  days: { readonly from: Day; readonly to: Day },
): LookedAt[] {
  // SQLite gives the other columns of the row that has the greatest run_seq: the run that found it, or found it again.
  const rows = db
    .prepare<unknown[]>(
      `SELECT DISTINCT k.record_type AS recordType, k.state, g.raise_id AS raiseId, g.crm_id AS crmId
      FROM (SELECT finding, max(run_seq) AS seq, change FROM finding_event
          WHERE run_seq < (SELECT seq FROM run WHERE id = :run) GROUP BY finding) e
        CROSS JOIN finding_place p CROSS JOIN finding_grid g CROSS JOIN finding_kind k
      WHERE e.change <> 'resolved' AND g.day BETWEEN :from AND :to AND p.run_seq = e.seq AND p.finding = e.finding
        AND g.run_seq = p.run_seq AND g.position = p.position AND k.run_seq = p.run_seq AND k.kind = p.kind`,
    )
    .all({ run, ...days }) as Pick<Finding, 'recordType' | 'state' | 'raiseId' | 'crmId'>[];
  return rows.flatMap(({ recordType, ...left }): LookedAt[] => {
    const product = isOfCrmOnly(left) ? 'crm' : 'raise';
    const id = product === 'crm' ? left.crmId : left.raiseId;
    return id === null ? [] : [{ recordType, product, id }];
  });
}
