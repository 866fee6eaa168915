import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '../../src/core/audit/evaluate.ts';
import { settledOptions } from '../../src/core/audit/settle.ts';
import type { RecordType } from '../../src/core/model/record-type.ts';
import { readStoredRequest } from '../../src/core/model/request.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';
import { unexplainedOf } from '../support/tie-out-check.ts';

/** A row of each table that totals are summed from, and the parts of the tie-out in which its loss must show. */
const LOSSES: readonly (readonly [
  table: string,
  type: RecordType,
  count: number,
  parts: readonly string[],
])[] = [
  ['raise_donor', 'donor', -1, []],
  ['crm_contact', 'donor', 1, []],
  ['raise_gift', 'gift', -1, ['campaign', 'project']],
  ['crm_gift', 'gift', 1, ['campaign', 'project']],
  ['raise_schedule', 'recurring_gift', -1, ['campaign']],
  ['crm_schedule', 'recurring_gift', 1, ['campaign']],
];

describe('a row that is lost behind the findings’ back leaves the tie-out unexplained', () => {
  it.each([
    ['a synced world', 'none' as const],
    ['a planted one', 1],
  ])('%s, whatever table it is lost from', async (_title, plant) => {
    const sandbox = await startSandbox({ donors: 120, gifts: 700, seed: 8, plant });
    try {
      await auditOnce(sandbox, {
        inspect: (auditor, { run }) => {
          const { capturePath, run: stored } = auditor.provisionalOrder('test', run.id);
          const capture = CaptureFile.open(capturePath);
          try {
            const request = readStoredRequest(stored.request);
            const options = settledOptions(capture, request, Date.parse(run.asOfUtc));
            if (options === null) throw new Error('nothing was read');
            const evaluation = runThrough(evaluate(capture, options));
            expect(linesOf(evaluation)).toEqual([]);
            const found = new Set(
              evaluation.classified.findings.flatMap((f) => [
                `${f.recordType} raise ${f.raiseId}`,
                `${f.recordType} crm ${f.crmId}`,
              ]),
            );
            for (const [table, type, count, parts] of LOSSES) {
              const side = table.startsWith('raise') ? 'raise' : 'crm';
              const ids = capture.db
                .prepare(`SELECT id FROM ${table} ${PAIRED[table] ?? ''} ORDER BY id`)
                .pluck()
                .all() as number[];
              // Of a record without a finding: it has one counterpart.
              const id = ids.find((each) => !found.has(`${type} ${side} ${each}`));
              capture.db.exec(`BEGIN; DELETE FROM ${table} WHERE id = ${id}`);
              const lines = linesOf(evaluation);
              capture.db.exec('ROLLBACK');
              expect([table, lines.map(({ by }) => by)]).toEqual([table, ['month', ...parts]]);
              for (const line of lines)
                expect(line).toMatchObject({ recordType: type, unexplained: { count } });
            }
            expect(linesOf(evaluation)).toEqual([]);
          } finally {
            capture.close();
          }
        },
      });
    } finally {
      await sandbox.close();
    }
  });
});

/**
 * Records that stand alone with one counterpart, and gifts of one project. A donor whose contact does not refer back takes that with
 * it: nothing says that the contact came from Raise. That rows and stored pages are the same is what "tieout verify" checks.
 */
const PAIRED: Readonly<Record<string, string>> = {
  raise_donor: `WHERE key_id IN (SELECT key_id FROM raise_donor GROUP BY key_id HAVING count(*) = 1)
    AND id IN (SELECT ref FROM contact_reference r WHERE r.contact = key_id)`,
  crm_contact: 'WHERE id IN (SELECT key_id FROM raise_donor GROUP BY key_id HAVING count(*) = 1)',
  raise_gift: `WHERE status = 'syncs' AND typeof(shares) <> 'text'
    AND id IN (SELECT ref FROM crm_gift GROUP BY ref HAVING count(*) = 1)`,
  crm_gift: `WHERE typeof(shares) <> 'text' AND ref IN (SELECT c.ref FROM crm_gift c JOIN raise_gift g ON g.id = c.ref
    WHERE g.status = 'syncs' GROUP BY c.ref HAVING count(*) = 1)`,
  crm_schedule: 'WHERE id IN (SELECT key_id FROM raise_schedule)',
};

function linesOf({ tieOut }: Evaluation) {
  if (tieOut === null) throw new Error('nothing is tied out');
  const { months, parts } = runThrough(tieOut());
  return [
    ...unexplainedOf(months).map((line) => ({ ...line, by: 'month' })),
    ...unexplainedOf(parts),
  ];
}
