import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../../src/core/model/record-type.ts';
import type { LoggedRequest, RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce, auditWorld, startWorld, type Ending } from './audited-world.ts';
import { casesOf, type Share } from './cases.ts';
import { judgeEnding } from './judge-ending.ts';

/** The fault matrix of one product (reliability.md): audits of one world, each with one fault, against the undisturbed one. */
export async function faultMatrix(product: Product, share: Share): Promise<void> {
  // Made before the tests, because the calls that an undisturbed audit makes name them.
  const { requests, whole } = await undisturbed();
  const cases = casesOf(product, requests, share);
  const all = casesOf(product, requests, 'whole').length;
  describe(`${cases.length} of ${all} faults of ${product}`, () => {
    let sandbox: RunningSandbox;
    beforeAll(async () => {
      sandbox = await startWorld();
    });
    afterAll(() => sandbox.close());

    it.each(cases)('$name', async (at) => {
      sandbox.setFaults(at.spec);
      const ending = await auditWorld(sandbox, async (auditor) => {
        if (ended() === 'finished') return;
        // Stopped, not finished: without the fault it goes on to the findings of the undisturbed audit.
        sandbox.setFaults('');
        const resumed = await auditOnce(auditor, sandbox, true);
        expect(resumed.run?.digest).toBe(whole.run?.digest);

        function ended(): string | undefined {
          if (!auditor.workspaces().includes('test')) return 'finished';
          return auditor.runs('test')[0]?.state;
        }
      });
      sandbox.setFaults('');
      judgeEnding(at, ending, whole);
    });
  });
}

async function undisturbed(): Promise<{ requests: LoggedRequest[]; whole: Ending }> {
  const sandbox = await startWorld();
  try {
    const whole = await auditWorld(sandbox);
    return { requests: sandbox.requests(), whole };
  } finally {
    await sandbox.close();
  }
}
