import { describe, expect, it, onTestFinished, test } from 'vitest';
import { isFailure } from '../../src/core/model/failure.ts';
import { loadWorld, startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { readScenarios, type Scenario } from '../oracle/scenario.ts';
import { auditOnce, requestOf } from '../support/audit-once.ts';
import { boundsOfDay, bulkCheck, linkState, quickCheck, reconcileGifts } from './naive-guide.ts';

type Naive = (sandbox: RunningSandbox, scenario: Scenario) => Promise<unknown>;

/** All that the guide's daily job would tell of gifts. */
const alerts: Naive = async (sandbox) => {
  const { inRaiseNotInCrm } = await reconcileGifts(sandbox);
  return inRaiseNotInCrm;
};
const donor501: Naive = (sandbox) => quickCheck(sandbox, 'Donor', 501);

/** How long a call that never answers is waited for here; the guide's code would wait on. */
const PATIENCE_MS = 300;

/**
 * For each fault of the guide: its scenario, what the guide's logic says of it, and why that is wrong. What is right stands
 * in the scenario.
 */
const FAULTS: readonly (readonly [string, string, Naive, unknown])[] = [
  [
    'fault-map-keyed-by-crm-key',
    'calls a synced gift missing in Raise',
    async (sandbox) => (await reconcileGifts(sandbox)).inCrmNotInRaise,
    [3001],
  ],
  [
    'fault-integer-ids-against-strings',
    'does not find a gift whose id is a text there',
    async (sandbox) => (await reconcileGifts(sandbox)).notFoundById,
    [7002],
  ],
  ['fault-alert-needs-gift-key', 'alerts nobody of a gift that never synced', alerts, []],
  [
    'fault-exclusive-bounds',
    'does not even read the gift of midnight',
    async (sandbox, { options, organization }) =>
      (await reconcileGifts(sandbox, boundsOfDay(options.from ?? '', organization.timeZone)))
        .raiseGifts,
    [],
  ],
  [
    'fault-local-midnight-as-utc',
    'reads the day before the one that was asked for',
    async (sandbox, { options, organization }) => {
      const bounds = boundsOfDay(options.from ?? '', organization.timeZone);
      return [bounds[0], (await reconcileGifts(sandbox, bounds)).raiseGifts];
    },
    ['2026-03-09', []],
  ],
  [
    'fault-one-get-per-donor',
    'takes a call for each of sixty donors',
    async (sandbox, { raise }) => {
      await bulkCheck(sandbox, raise.donors);
      return sandbox.calls().crm;
    },
    60,
  ],
  [
    'fault-no-paging',
    'never sees the gift on the last page',
    async (sandbox) => (await reconcileGifts(sandbox)).raiseGifts.length,
    10,
  ],
  [
    'fault-no-retry',
    'fails as a whole',
    (sandbox) =>
      reconcileGifts(sandbox).then(
        () => 'an answer',
        () => 'no answer',
      ),
    'no answer',
  ],
  [
    'fault-no-timeout',
    'waits for ever',
    async (sandbox) => {
      const end = new AbortController();
      onTestFinished(() => end.abort());
      const { promise, resolve } = Promise.withResolvers<string>();
      setTimeout(() => resolve('still waiting'), PATIENCE_MS);
      const answer = reconcileGifts(sandbox, undefined, end.signal).then(
        () => 'an answer',
        () => 'a failure',
      );
      const first = await Promise.race([answer, promise]);
      end.abort();
      await answer;
      return first;
    },
    'still waiting',
  ],
  [
    'fault-first-status-ignored',
    'takes an error for a gift without key',
    (sandbox) => quickCheck(sandbox, 'Gift', 7001),
    'not_yet_synced',
  ],
  // Four different troubles, one word.
  [
    'fault-all-errors-one-state-401',
    'says the same of a refused token',
    donor501,
    'crm_unreachable',
  ],
  [
    'fault-all-errors-one-state-403',
    'says the same of a permission that is missing',
    (sandbox) => linkState(sandbox, 'RecurringGift', '4001'),
    'crm_unreachable',
  ],
  [
    'fault-all-errors-one-state-429',
    'says the same of a request to slow down',
    (sandbox) => linkState(sandbox, 'Gift', '3001'),
    'crm_unreachable',
  ],
  [
    'fault-all-errors-one-state-500',
    'says the same of a broken server',
    (sandbox) => linkState(sandbox, 'RecurringGift', '4001'),
    'crm_unreachable',
  ],
  [
    'fault-any-200-is-consistent-merged',
    'is content with a contact that was merged away',
    donor501,
    'consistent',
  ],
  [
    'fault-any-200-is-consistent-archived',
    'is content with an archived contact',
    donor501,
    'consistent',
  ],
  ['fault-any-200-is-consistent-person', 'is content with somebody else', donor501, 'consistent'],
  ['fault-amounts-never-compared', 'is silent about a hundredfold amount', alerts, []],
  ['fault-duplicates-never-compared', 'is silent about a gift written three times', alerts, []],
  [
    'fault-schedules-never-compared',
    'does not ask for schedules at all',
    async (sandbox) => [
      await alerts(sandbox, scenarioOf('fault-schedules-never-compared')),
      sandbox.requests().filter((request) => /recurringgift/i.test(request.path)),
    ],
    [[], []],
  ],
];

const scenarios = readScenarios();

describe('a fault of the vendor guide', () => {
  test.each(FAULTS)('%s: its logic %s', async (name, _wrong, naive, answer) => {
    const scenario = scenarioOf(name);
    expect(await naive(await serve(scenario), scenario)).toEqual(answer);
    expect(await audited(await serve(scenario), scenario)).toEqual({
      status: scenario.expected.status,
      findings: scenario.expected.findings.map(wordOf).toSorted(),
      isFrugal: true,
    });
  });

  // Else a transcription that never works would show nothing.
  it('is not all there is to it: what the logic can see, it sees', async () => {
    const sandbox = await startSandbox({
      world: loadWorld({
        raise: {
          donors: [
            { id: 501, crmKey: '9001' },
            { id: 502, crmKey: '9009' },
          ],
          gifts: [{ id: 7001, crmKey: '3001' }, { id: 7002, crmKey: '3002' }, { id: 7003 }],
        },
        crm: { contacts: [{ id: 9001 }], gifts: [{ id: 3001, transactionId: 7001 }] },
      }),
      nowUtc: '2026-03-20T12:00:00Z',
    });
    onTestFinished(() => sandbox.close());
    expect(await reconcileGifts(sandbox, ['2026-03-09', '2026-03-11'])).toMatchObject({
      raiseGifts: [{ id: 7001 }, { id: 7002 }, { id: 7003 }],
      crmGifts: [{ id: 3001 }],
      inRaiseNotInCrm: [7002],
      notFoundById: [7002, 7003],
    });
    expect(await Promise.all([501, 502].map((id) => quickCheck(sandbox, 'Donor', id)))).toEqual([
      'consistent',
      'orphaned_crm_key',
    ]);
    expect(boundsOfDay('2026-03-10', 'US/Arizona')).toEqual(['2026-03-10', '2026-03-11']);
  });

  it('has a row here for every scenario', () => {
    const named = [...scenarios.keys()].filter((name) => name.startsWith('fault-'));
    expect(FAULTS.map(([name]) => name).toSorted()).toEqual(named);
  });
});

function scenarioOf(name: string): Scenario {
  const scenario = scenarios.get(name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

/** The scenario's world behind real HTTP, from its first call on. */
async function serve(scenario: Scenario): Promise<RunningSandbox> {
  const { faults, quirks } = scenario;
  const sandbox = await startSandbox({
    world: loadWorld(scenario),
    nowUtc: scenario.asOf,
    timeZone: scenario.organization.timeZone,
    ...(faults ? { faults } : {}),
    ...(quirks ? { quirks } : {}),
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function audited(sandbox: RunningSandbox, scenario: Scenario): Promise<unknown> {
  try {
    const { report, findings } = await auditOnce(sandbox, {
      request: requestOf(scenario),
      asOfUtc: scenario.asOf,
      timeoutMs: scenario.faults === undefined ? undefined : 500,
    });
    const { raise, crm } = report.run.calls;
    return {
      status: report.run.status,
      findings: findings.map(wordOf).toSorted(),
      isFrugal: raise + crm <= (scenario.expected.maxCalls ?? Infinity),
    };
  } catch (error) {
    // A refused token stops the run: that is no finding, but a failure of its own kind.
    if (!isFailure(error, 'sign_in_refused')) throw error;
    return { status: 'not_verified', findings: [], isFrugal: true };
  }
}

function wordOf(finding: {
  recordType: string;
  state: string;
  cause: string;
  raiseId: string | null;
  crmId: string | null;
}): string {
  const { recordType, state, cause, raiseId, crmId } = finding;
  return [recordType, state, cause, raiseId, crmId].join(' ');
}
