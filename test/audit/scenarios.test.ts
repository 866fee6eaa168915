import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { loadWorld, startSandbox } from '../../src/sandbox/index.ts';
import { readScenarios, type Scenario, type StatedFinding } from '../oracle/scenario.ts';
import { expectPartsAddUp, unexplainedOf } from '../support/tie-out-check.ts';
import { auditOnce, exitOf, requestOf } from '../support/audit-once.ts';

// Every scenario through the whole auditor: real HTTP, real files. A finding that isn't stated fails.
describe('scenarios', () => {
  it.each([...readScenarios()])('%s', async (_name, scenario) => {
    const { faults, quirks } = scenario;
    const sandbox = await startSandbox({
      world: loadWorld(scenario),
      nowUtc: scenario.asOf,
      timeZone: scenario.organization.timeZone,
      ...(faults ? { faults } : {}),
      ...(quirks ? { quirks } : {}),
    });
    try {
      expect(await seen(scenario, sandbox)).toEqual({
        findings: scenario.expected.findings.map(wordOf).toSorted(),
        status: scenario.expected.status,
        exit: scenario.expected.exit,
        unexplained: [],
        tooManyCalls: false,
      });
    } finally {
      await sandbox.close();
    }
  });
});

async function seen(
  scenario: Scenario,
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
): Promise<unknown> {
  try {
    const audited = await auditOnce(sandbox, {
      request: requestOf(scenario),
      asOfUtc: scenario.asOf,
      withoutCrm: scenario.options.crmNotUsed ?? false,
      timeoutMs: scenario.faults === undefined ? undefined : 500,
    });
    expectPartsAddUp(audited.report.tieOut, audited.report.analysis?.parts ?? []);
    const stated = scenario.expected.findings;
    const { calls, status } = audited.report.run;
    return {
      findings: audited.findings
        .map((finding) =>
          wordOf(
            asStated(
              finding,
              stated.find(
                (s) =>
                  s.recordType === finding.recordType &&
                  s.raiseId === finding.raiseId &&
                  s.crmId === finding.crmId,
              ),
            ),
          ),
        )
        .toSorted(),
      status,
      exit: exitOf(audited),
      unexplained: unexplainedOf([
        ...audited.report.tieOut,
        ...(audited.report.analysis?.parts ?? []),
      ]),
      tooManyCalls: calls.raise + calls.crm > (scenario.expected.maxCalls ?? Infinity),
    };
  } catch (error) {
    if (!isFailure(error)) throw error;
    // A refused token stops the run before there is anything to find.
    if (error.kind === 'sign_in_refused')
      return {
        findings: [],
        status: 'not_verified',
        exit: 4,
        unexplained: [],
        tooManyCalls: false,
      };
    return { failure: error.kind, sentence: error.message };
  }
}

/** What a scenario leaves out isn't compared. */
function asStated(finding: Finding, stated: StatedFinding | undefined): StatedFinding {
  const { recordType, state, cause, raiseId, crmId, relatedRaiseIds, relatedCrmIds, actionable } =
    finding;
  return {
    recordType,
    state,
    cause,
    raiseId,
    crmId,
    ...(stated?.relatedRaiseIds ? { relatedRaiseIds } : {}),
    ...(stated?.relatedCrmIds ? { relatedCrmIds } : {}),
    ...(stated?.fields ? { fields: finding.fields.map((difference) => difference.field) } : {}),
    ...(stated?.actionable === undefined ? {} : { actionable }),
  };
}

function wordOf(finding: StatedFinding): string {
  const { relatedRaiseIds, relatedCrmIds, fields, actionable } = finding;
  return JSON.stringify([
    finding.recordType,
    finding.state,
    finding.cause,
    finding.raiseId,
    finding.crmId,
    {
      relatedRaiseIds: relatedRaiseIds?.toSorted(),
      relatedCrmIds: relatedCrmIds?.toSorted(),
      fields: fields?.toSorted(),
      actionable,
    },
  ]);
}
