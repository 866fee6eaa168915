import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testPower, type PowerTestOptions } from '../../src/core/audit/power/power-test.ts';
import { CHECKS } from '../../src/core/checks/check-list.ts';
import { parseDay } from '../../src/core/model/days.ts';
import { recallOf, type PowerTest } from '../../src/core/model/run-analysis.ts';
import { runThrough } from '../../src/core/model/steps.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import { startSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { auditOnce, type AuditOnceOptions } from '../support/audit-once.ts';
import { QUIRK_COMBINATIONS } from '../support/quirk-combinations.ts';

const NOW = '2026-03-20T12:00:00Z';

/** Audits a sandbox's world and puts the run to power tests; the run's own file must stay as it is. */
async function tests(
  world: SandboxOptions,
  each: readonly Partial<PowerTestOptions>[],
  audit: AuditOnceOptions = {},
): Promise<PowerTest[]> {
  const sandbox = await startSandbox({ donors: 300, gifts: 1800, seed: 7, ...world });
  const made: PowerTest[] = [];
  try {
    await auditOnce(sandbox, {
      ...audit,
      inspect: (auditor, report, dataFolder) => {
        const workspace = openWorkspace(dataFolder, 'test');
        try {
          for (const options of each)
            made.push(
              runThrough(
                testPower(workspace, report.run.id, { seed: 1, most: 4, nowUtc: NOW, ...options }),
              ),
            );
        } finally {
          workspace.db.close();
        }
        expect(auditor.rerun('test', report.run.id).run.digest).toBe(report.run.digest);
        const files = readdirSync(join(workspace.folder, 'runs'));
        expect(files.filter((name) => name.includes('power'))).toEqual([]);
      },
    });
    return made;
  } finally {
    await sandbox.close();
  }
}

function kindsOf({ rows }: PowerTest): string[] {
  return rows.map(({ recordType, state, cause }) => `${recordType} ${state} ${cause}`);
}

describe('a power test', () => {
  it.each(Object.entries(QUIRK_COMBINATIONS))(
    'finds everything that it planted and nothing else: %s',
    async (_name, quirks) => {
      const [test] = await tests({ quirks, plant: 2 }, [{}]);
      expect(test).toMatchObject({ extra: 0 });
      expect(test?.rows.filter(({ planted, found }) => planted !== found)).toEqual([]);
      expect(test?.rows.reduce((sum, { planted }) => sum + planted, 0)).toBeGreaterThan(40);
    },
  );

  it('does so for a run of a period, with tolerances and test-mode records in scope', async () => {
    const request = {
      fromDay: parseDay('2025-03-01'),
      toDay: parseDay('2025-12-31'),
      dateToleranceDays: 3,
      amountToleranceMinor: 50,
      includeTestMode: true,
    };
    const [test] = await tests({ plant: 1, nowUtc: NOW }, [{}], { asOfUtc: NOW, request });
    expect(test).toMatchObject({ extra: 0 });
    expect(test?.rows.filter(({ planted, found }) => planted !== found)).toEqual([]);
    expect(kindsOf(test!).filter((kind) => kind.startsWith('gift '))).toHaveLength(6);
  });

  it('plants every kind of error, up to a number of each; the same seed gives the same', async () => {
    const [few, many, again, other] = await tests({ plant: 'none' }, [
      { most: 1 },
      { most: 6 },
      { most: 6 },
      { most: 6, seed: 9 },
    ]);
    expect(kindsOf(many!)).toEqual([
      'donor duplicate_link not_one_household',
      'donor field_drift fields_differ',
      'donor link_mismatch one_way_link',
      'donor link_mismatch refers_to_other_record',
      'donor merged_in_crm merged',
      'donor missing_in_raise raise_record_absent',
      'donor orphaned_crm_key crm_record_absent',
      'gift duplicate_link crm_gifts_exceed_gift',
      'gift field_drift fields_differ',
      'gift link_mismatch wrong_contact',
      'gift missing_in_crm overdue',
      'gift missing_in_raise raise_record_absent',
      'gift refund_not_reversed no_reversal',
      'recurring_gift duplicate_link raise_records_share_target',
      'recurring_gift field_drift fields_differ',
      'recurring_gift missing_in_raise raise_record_absent',
      'recurring_gift orphaned_crm_key crm_record_absent',
    ]);
    expect(kindsOf(few!)).toEqual(kindsOf(many!));
    expect(few!.rows.every(({ planted }) => planted <= 3)).toBe(true);
    expect(again).toEqual(many);
    expect(other!.rows.reduce((sum, { found }) => sum + found, 0)).toBeGreaterThan(80);
  });

  it('tells when a rule is gone', async () => {
    for (const gone of ['missing_in_crm', 'field_drift', 'merged_in_crm'] as const) {
      const checks = CHECKS.filter(({ state }) => state !== gone);
      const [test] = await tests({ plant: 1, donors: 200, gifts: 1200 }, [{ checks }]);
      expect(recallOf(test!)).toBeLessThan(1);
      for (const { state, planted, found } of test!.rows)
        expect(found).toBe(state === gone ? 0 : planted);
    }
  });
});
