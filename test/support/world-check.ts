import { expect } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { startSandbox, type PlantedFinding, type SandboxOptions } from '../../src/sandbox/index.ts';
import { expectPartsAddUp, unexplainedOf } from './tie-out-check.ts';
import { auditOnce, type AuditOnceOptions, type AuditedOnce } from './audit-once.ts';

/** Audits a planted world and holds it to what was planted: nothing missed, nothing extra, nothing unexplained, few calls. */
export async function auditPlantedWorld(
  options: SandboxOptions,
  audit: AuditOnceOptions = {},
): Promise<AuditedOnce> {
  const sandbox = await startSandbox(options);
  try {
    const audited = await auditOnce(sandbox, audit);
    expectPlanted(audited.findings, sandbox.planted);
    const { run, tieOut, analysis } = audited.report;
    expect(unexplainedOf([...tieOut, ...(analysis?.parts ?? [])])).toEqual([]);
    expectPartsAddUp(tieOut, analysis?.parts ?? []);
    const { listing, confirming } = run.floor;
    expect(run.calls.raise + run.calls.crm).toBeLessThanOrEqual(1.05 * (listing + confirming) + 20);
    return audited;
  } finally {
    await sandbox.close();
  }
}

/** The findings are exactly those that were planted. */
export function expectPlanted(
  findings: readonly Finding[],
  planted: readonly PlantedFinding[],
): void {
  const found = findings.map((f) =>
    wordOf({ ...f, fields: f.fields.map((d) => d.field) }, planted),
  );
  expect(found.toSorted()).toEqual(planted.map((p) => wordOf(p, planted)).toSorted());
}

function wordOf(
  of: PlantedFinding | (Omit<Finding, 'fields'> & { fields: string[] }),
  planted: readonly PlantedFinding[],
): string {
  const key = [of.recordType, of.state, of.cause, of.raiseId, of.crmId].join(' ');
  const stated = planted.find(
    (p) => [p.recordType, p.state, p.cause, p.raiseId, p.crmId].join(' ') === key,
  );
  return stated?.fields && of.fields ? `${key} ${[...of.fields].sort().join(',')}` : key;
}
