import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { ShownLiveRow } from '../../src/core/model/live-status.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { linkTo, listenAndSubscribe } from './subscribed.ts';

const RULES = { ...DEFAULT_REQUEST, records: ['donor', 'gift'] as const, lagHours: 1 };

afterEach(() => vi.useRealTimers());

test('planted one-sided gifts are found exactly, none inside the window, and as the audit of the same period finds them', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-agrees-'));
  const sandbox = await startSandbox({
    donors: 60,
    gifts: 260,
    seed: 9,
    quirks: { crmRateLimit: 500_000 },
  });
  const auditor = createAuditor({ dataFolder, version: 'test' });
  try {
    const link = linkTo(auditor, sandbox);
    const report = await auditor.audit(link, { workspace: 'w', request: RULES });
    const audited = [...report.findings()].filter(({ recordType }) => recordType === 'gift');
    const listener = await listenAndSubscribe(auditor, link, 'w');
    const played = await sandbox.play({ seed: 3 });
    expect(played.failed).toBe(0);
    expect(played.delivered).toBeGreaterThan(500);
    while (auditor.live.status('w', RULES).waitingToApply > 0) await sleep(20);
    await listener.close();

    // Inside the window nobody is read, and nothing is said.
    const inside = auditor.live.status('w', RULES);
    expect(inside).toMatchObject({ findings: 0, waitingToConfirm: 0 });
    expect(inside.rows.one_sided).toBe(0);
    expect(inside.rows.waiting).toBeGreaterThan(5);
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 0, waiting: 0 });

    vi.setSystemTime(Date.now() + 61 * 60_000);
    const late = auditor.live.status('w', RULES);
    expect(late.rows.one_sided).toBe(inside.rows.waiting);
    expect(late.findings).toBe(0);
    const confirmed = await auditor.live.confirm('w', link, RULES);
    expect(confirmed).toMatchObject({ waiting: 0, stopped: null });
    compare(auditor, audited);

    const missing = sandbox.planted.filter(
      ({ recordType, state }) =>
        recordType === 'gift' && (state === 'missing_in_crm' || state === 'missing_in_raise'),
    );
    const found = auditor.live.findings('w').map(({ verdict }) => verdict?.finding);
    for (const { state, cause, raiseId, crmId } of missing.filter(
      ({ cause }) => cause !== 'legacy_id',
    ))
      expect(found, `${state} ${raiseId} ${crmId}`).toContainEqual(
        expect.objectContaining({ state, cause, raiseId, crmId }),
      );
    expect(missing.length).toBeGreaterThan(3);
    // Looking twice costs nothing and says the same.
    expect(await auditor.live.confirm('w', link, RULES)).toMatchObject({ checked: 0 });
  } finally {
    auditor.close();
    await sandbox.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}, 180_000);

/** Every one-sided row says what the audit says of its gift, and whatever the audit misses on one side is such a row. */
function compare(auditor: Auditor, audited: readonly Finding[]): void {
  const rows = allRows(auditor, 'one_sided');
  for (const { raiseId, crmIds, loneCrmId, verdict } of rows) {
    const same = audited.filter(
      (finding) =>
        (raiseId !== null && finding.raiseId === raiseId) ||
        (finding.raiseId === null && crmIds.includes(finding.crmId ?? '')),
    );
    const said = verdict?.finding ?? null;
    expect(
      [said?.id ?? null, said?.state ?? verdict?.outcome],
      `gift ${raiseId} ${crmIds.join()} ${loneCrmId} ${verdict?.sentence}`,
    ).toEqual([same[0]?.id ?? null, same[0]?.state ?? 'agrees']);
  }
  const live = new Set(auditor.live.findings('w').map(({ verdict }) => verdict?.finding?.id));
  for (const finding of audited)
    if (
      finding.state === 'missing_in_crm' ||
      (finding.state === 'missing_in_raise' && finding.cause !== 'legacy_id')
    )
      expect(
        live.has(finding.id),
        `${finding.state} ${finding.cause} ${finding.raiseId} ${finding.crmId}`,
      ).toBe(true);
  const expected = allRows(auditor, 'expected');
  expect(expected.length).toBeGreaterThan(0);
  for (const { raiseId, expected: cause } of expected)
    expect(audited.find((finding) => finding.raiseId === raiseId)).toMatchObject({
      state: 'excluded',
      cause,
    });
}

function allRows(auditor: Auditor, filter: 'one_sided' | 'expected'): ShownLiveRow[] {
  const rows: ShownLiveRow[] = [];
  let after = null;
  do {
    const block = auditor.live.rows('w', { filter, after, includeTestMode: false });
    rows.push(...block.rows);
    after = block.next;
  } while (after !== null);
  return rows;
}
