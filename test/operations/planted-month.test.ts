import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_ALERT_RULES, type AlertMessage } from '../../src/core/model/alert.ts';
import { dayOf } from '../../src/core/model/days.ts';
import { liveThrough, WORKSPACE, type Life } from './simulated-life.ts';

const ZONE = 'Europe/London';

it(
  'a month: exactly one alert for each planted cause, and none for tests, unsynced campaigns, accepted or young records',
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tieout-alerts-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'alerts.jsonl');
    writeFileSync(path, '');
    const sinks = [{ id: 'file', kind: 'file' as const, path }];
    const choice = { rules: DEFAULT_ALERT_RULES, sinks, quiet: null, timeZone: ZONE };
    let days = 0;
    const told = (): AlertMessage[] =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AlertMessage);
    const afterRun = async (life: Life): Promise<void> => {
      days += 1;
      const { auditor, clock } = life;
      auditor.alerts.evaluate(WORKSPACE, choice, clock.now());
      // Looked at twice as often as anything happens.
      auditor.alerts.evaluate(WORKSPACE, choice, clock.now());
      await auditor.alerts.deliver(WORKSPACE, choice, clock.now(), {
        notify: null,
        secretOf: async () => null,
      });
      if (days === 10) await acceptFirst(life, told());
      // An amount that differs, of a gift that is audited tomorrow; mended a week later.
      if (days === 12) drift(life, 55);
      if (days === 19) drift(life, 100);
      if (days === 22) life.sandbox.setFaults('raise:Gift/list:500x*');
      if (days === 24) life.sandbox.setFaults('');
    };
    await liveThrough(
      {
        timeZone: ZONE,
        fromDay: dayOf(2026, 3, 10) ?? 0,
        days: 32,
        afterRun,
      },
      (life) => {
        const messages = told();
        const missing = messages.filter(({ key }) => key === 'finding:gift:missing_in_crm:overdue');
        const overdue = [...life.planted].filter(([, day]) => day < (dayOf(2026, 4, 8) ?? 0));
        expect(overdue.length).toBeGreaterThan(4);
        const named = missing.flatMap(({ records }) => records.map(({ raiseId }) => raiseId ?? ''));
        expect(named.toSorted()).toEqual(overdue.map(([id]) => id).toSorted());
        expect(missing.every(({ newCount }) => newCount === 1)).toBe(true);
        // From the third on, the accepted one is not counted any more.
        expect(missing.map(({ count }) => count)).toEqual(
          [1, 2, 2, 3, 4, 5].slice(0, missing.length),
        );
        expect(
          messages
            .filter(({ key }) => key === 'finding:gift:field_drift:fields_differ')
            .map(({ kind, count }) => [kind, count]),
        ).toEqual([
          ['alert', 1],
          ['cleared', 0],
        ]);
        const kinds = new Set(messages.map(({ kind, key }) => `${kind} ${key}`));
        expect([...kinds].toSorted()).toEqual([
          'alert finding:gift:field_drift:fields_differ',
          'alert finding:gift:missing_in_crm:overdue',
          'alert not_verified',
          'cleared finding:gift:field_drift:fields_differ',
          'cleared not_verified',
        ]);
        expect(messages.filter(({ key }) => key === 'not_verified')).toHaveLength(2);
        expect(readFileSync(path, 'utf8')).not.toContain('Archer');
      },
    );
  },
);

async function acceptFirst({ auditor }: Life, told: readonly AlertMessage[]): Promise<void> {
  const [runId = ''] = auditor.runs(WORKSPACE).map(({ id }) => id);
  for (const { id } of auditor.runs(WORKSPACE)) {
    const finding = [...auditor.report(WORKSPACE, id).findings({ actionable: true })].find(
      ({ raiseId }) => raiseId === told[0]?.records[0]?.raiseId,
    );
    if (finding === undefined) continue;
    const patch = { accept: { untilDay: null, reason: 'Known' } };
    await auditor.triage.decide(WORKSPACE, id, { ids: [finding.id] }, patch, 'Kim');
    return;
  }
  throw new Error(`nothing to accept in ${runId}`);
}

/** Changes the amount that CRM+ has for the newest gift that is there on both sides. */
function drift({ sandbox }: Life, amount: number): void {
  drifting ??= newestSynced(sandbox);
  sandbox.mutate.putCrm('gifts', { id: drifting, amount });
}

let drifting: number | null = null;

function newestSynced({ mutate }: Life['sandbox']): number {
  for (let id = 7_500; id > 7_000; id -= 1)
    if (mutate.getCrm('gifts', id + 100_000) !== undefined) return id + 100_000;
  throw new Error('No gift is synced yet.');
}
