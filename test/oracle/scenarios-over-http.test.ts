import { expect, it } from 'vitest';
import { loadWorld, startSandbox } from '../../src/sandbox/index.ts';
import { judgeWorld } from './classify.ts';
import { oracleOptions, readScenarios } from './scenario.ts';
import { readWorld } from './world-from-http.ts';

// That the sandbox serves what a scenario states, quirks included: else a failing audit could be the sandbox's fault.
it('the oracle comes to the stated findings from what the sandbox serves, in every scenario without faults', async () => {
  const wrong: unknown[] = [];
  for (const [name, scenario] of readScenarios()) {
    if (scenario.faults !== undefined) continue;
    const sandbox = await startSandbox({ world: loadWorld(scenario), nowUtc: scenario.asOf });
    try {
      const { findings, status, exit } = judgeWorld(
        await readWorld(sandbox),
        oracleOptions(scenario),
      );
      const seen = { findings: findings.map(wordOf).toSorted(), status, exit };
      const { expected } = scenario;
      const stated = {
        findings: expected.findings.map(wordOf).toSorted(),
        status: expected.status,
        exit: expected.exit,
      };
      if (JSON.stringify(seen) !== JSON.stringify(stated)) wrong.push({ name, seen, stated });
    } finally {
      await sandbox.close();
    }
  }
  expect(wrong).toEqual([]);
});

function wordOf(finding: {
  recordType: string;
  state: string;
  cause: string;
  raiseId: string | null;
  crmId: string | null;
}): string {
  return [finding.recordType, finding.state, finding.cause, finding.raiseId, finding.crmId].join(
    ' ',
  );
}
