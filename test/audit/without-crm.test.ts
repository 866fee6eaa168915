import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRequest } from '../../src/core/auditor.ts';
import { parseDay } from '../../src/core/model/days.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce, type AuditedOnce } from '../support/audit-once.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ donors: 60, gifts: 300, seed: 51, plant: 'none' });
});
afterAll(() => sandbox.close());

describe('an audit without CRM+', () => {
  it('of everything ties out: all of it is excluded', async () => {
    const { report, findings } = await audited({});
    expect(findings.length).toBe(300);
    expect(report.tieOut.length).toBeGreaterThan(0);
    expect([report.run.status, report.run.gaps]).toEqual(['verified', []]);
  });

  it.for([5, 40])('of %i gifts looks at these and has no totals', async (count) => {
    const all = (await audited({})).findings.flatMap(({ raiseId }) => raiseId ?? []);
    const ids = all.filter((_, at) => at % 7 === 0).slice(0, count);
    const { report, findings } = await audited({ ids });
    expect(new Set(findings.map(({ raiseId }) => raiseId))).toEqual(new Set(ids));
    expect(findings.length).toBe(count);
    expect([report.run.status, report.run.gaps]).toEqual(['verified', []]);
    expect([report.tieOut, report.analysis?.parts]).toEqual([[], []]);
  });

  it('of what was modified since a day looks at that alone', async () => {
    const { report, findings } = await audited({ modifiedFromDay: parseDay('2026-06-01') });
    const since = Date.parse('2026-06-01');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(300);
    for (const { raiseId } of findings) {
      const told = sandbox.mutate.getRaise('gifts', Number(raiseId))?.['modifiedDate'];
      expect(Date.parse(String(told))).toBeGreaterThan(since - 86_400_000);
    }
    expect([report.run.status, report.tieOut]).toEqual(['verified', []]);
  });
});

function audited(request: Partial<AuditRequest>): Promise<AuditedOnce> {
  return auditOnce(sandbox, { request: { records: ['gift'], ...request }, withoutCrm: true });
}
