import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import { startSandbox, type RecordCounts } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../../test/support/virtual-clock.ts';

export interface SmallAudit {
  readonly counts: RecordCounts;
  /** Of the plan that was made before: what reading the lists takes. */
  readonly plannedListing: number;
  /** Of the requests that came: pages of lists, and all. */
  readonly listing: Readonly<Record<Product, number>>;
  readonly calls: Readonly<Record<Product, number>>;
  readonly hours: number;
}

/** A whole audit of a small organization by real HTTP at the normal pace, under a clock that jumps over every wait. */
export async function smallAudit(
  size: { readonly donors: number; readonly gifts: number },
  { hourlyLimit, pageSize }: { readonly hourlyLimit: number; readonly pageSize: number },
): Promise<SmallAudit> {
  const sandbox = await startSandbox({ ...size, seed: 1, quirks: { crmRateLimit: hourlyLimit } });
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-calls-'));
  const auditor = createAuditor({ dataFolder, version: 'bench' });
  try {
    const startMs = Date.parse(sandbox.nowUtc);
    const clock = createVirtualClock({ startMs, isAuto: true });
    sandbox.setClock(() => clock.now());
    const { raiseUrl, raiseToken, crmUrl, crmToken } = sandbox;
    const link = () =>
      auditor.connect({
        raise: { url: raiseUrl, token: raiseToken },
        crm: { url: crmUrl, token: crmToken },
        clock,
      });
    const request = { ...DEFAULT_REQUEST, pageSize };
    const plan = await auditor.plan(link(), request);
    sandbox.clearLog();
    const beganMs = clock.now();
    await auditor.audit(link(), { workspace: 'calls', request });
    const listed = sandbox.requests().filter(({ callKind }) => callKind === 'list');
    const listedBy = (of: Product): number => listed.filter(({ product }) => product === of).length;
    return {
      counts: sandbox.recordCounts,
      plannedListing: plan.products.reduce((sum, product) => sum + product.listingCalls, 0),
      listing: { raise: listedBy('raise'), crm: listedBy('crm') },
      calls: sandbox.calls(),
      hours: (clock.now() - beganMs) / 3_600_000,
    };
  } finally {
    auditor.close();
    await sandbox.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
