import { describe, expect, it } from 'vitest';
import type { PlantedFinding, RunningSandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask } from './sandbox-client.ts';

const nowUtc = '2026-11-20T12:00:00Z';
const kindOf = ({ recordType, state, cause }: PlantedFinding): string =>
  `${recordType} ${state} ${cause}`;

/** Every (type, state, cause) of product.md section 2 that data can cause. */
const KINDS = [
  ...['donor', 'gift', 'recurring_gift'].flatMap((type) => [
    `${type} unreadable not_parseable`,
    `${type} excluded test_mode`,
    `${type} missing_in_crm overdue`,
    `${type} not_yet_synced within_lag_window`,
    `${type} missing_in_raise raise_record_absent`,
    `${type} missing_in_raise legacy_id`,
    `${type} field_drift fields_differ`,
    `${type} field_drift within_lag_window`,
    `${type} orphaned_crm_key crm_record_absent`,
    `${type} orphaned_crm_key crm_key_malformed`,
    `${type} link_mismatch refers_to_other_record`,
    `${type} excluded foreign_crm_key`,
  ]),
  'donor duplicate_link not_one_household',
  'donor merged_in_crm merged',
  'donor link_mismatch one_way_link',
  'donor excluded archived_or_erased',
  'donor missing_in_raise possibly_merged_in_raise',
  'gift duplicate_link raise_records_share_target',
  'gift duplicate_link crm_gifts_exceed_gift',
  'gift link_mismatch wrong_contact',
  'gift excluded status_not_synced',
  'gift excluded campaign_not_synced',
  'gift missing_in_crm possible_manual_entry',
  'gift refund_not_reversed no_reversal',
  'gift refund_not_reversed partial_reversal',
  'recurring_gift duplicate_link raise_records_share_target',
  'recurring_gift excluded status_not_synced',
  'recurring_gift excluded campaign_not_synced',
];
/** Only with the quirk `giftCrmKey`: without a key on gifts nothing can cause these. */
const NEEDS_GIFT_KEY = [
  'gift orphaned_crm_key crm_record_absent',
  'gift orphaned_crm_key crm_key_malformed',
  'gift link_mismatch refers_to_other_record',
  'gift excluded foreign_crm_key',
  'gift duplicate_link raise_records_share_target',
];
const FIELDS: { [type: string]: string[] } = {
  donor: ['archived', 'email', 'name', 'organizationName', 'phone'],
  gift: ['amount', 'currency', 'date', 'projects', 'status'],
  recurring_gift: ['amount', 'contact', 'frequency', 'startDate', 'status'],
};

async function plantedWith(options: Parameters<typeof startSandbox>[0]): Promise<PlantedFinding[]> {
  const sandbox = await startSandbox({ nowUtc, ...options });
  await sandbox.close();
  return sandbox.planted;
}

describe('plantings', () => {
  it('cover every type, state and cause', async () => {
    const withKeys = new Set((await plantedWith({ quirks: { giftCrmKey: true } })).map(kindOf));
    expect([...withKeys].sort()).toEqual([...KINDS].sort());
    const plain = new Set((await plantedWith({})).map(kindOf));
    expect([...plain].sort()).toEqual(
      KINDS.filter((kind) => !NEEDS_GIFT_KEY.includes(kind)).sort(),
    );
  });

  it('cover every compared field', async () => {
    const planted = await plantedWith({});
    for (const [type, fields] of Object.entries(FIELDS)) {
      const seen = planted
        .filter((finding) => finding.recordType === type)
        .flatMap((finding) => finding.fields ?? []);
      expect([...new Set(seen)].sort()).toEqual(fields);
    }
  });

  it('name each record once', async () => {
    const planted = await plantedWith({
      gifts: 20_000,
      donors: 4_000,
      quirks: { giftCrmKey: true },
    });
    const names = planted
      .filter(({ raiseId }) => raiseId !== null)
      .map(({ recordType, raiseId }) => `${recordType} ${raiseId ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('grow with the world, and not at all for plant none or a type without records', async () => {
    const [few, many] = [await plantedWith({}), await plantedWith({ gifts: 30_000 })];
    const count = (list: PlantedFinding[]): number =>
      list.filter((finding) => kindOf(finding) === 'gift missing_in_crm overdue').length;
    expect([count(few), count(many)]).toEqual([1, 10]);
    expect(await plantedWith({ plant: 'none' })).toEqual([]);
    expect(
      (await plantedWith({ schedules: 0 })).some(
        (finding) => finding.recordType === 'recurring_gift',
      ),
    ).toBe(false);
  });

  it('keep the sizes that were asked for', async () => {
    const sandbox = await startSandbox({ nowUtc });
    expect(sandbox.recordCounts.raise).toMatchObject({ donors: 500, gifts: 3000 });
    await sandbox.close();
  });

  it('are true of what is served: named records exist, absent ones do not', async () => {
    const sandbox = await startSandbox({ nowUtc, quirks: { giftCrmKey: true } });
    const absentInRaise = new Set(['missing_in_raise']);
    for (const finding of sandbox.planted) {
      if (finding.raiseId !== null)
        expect([kindOf(finding), await exists(sandbox, 'raise', finding)]).toEqual([
          kindOf(finding),
          !absentInRaise.has(finding.state),
        ]);
      if (finding.crmId !== null)
        expect([kindOf(finding), await exists(sandbox, 'crm', finding)]).toEqual([
          kindOf(finding),
          finding.state !== 'orphaned_crm_key',
        ]);
    }
    await sandbox.close();
  });
});

async function exists(
  sandbox: RunningSandbox,
  product: 'raise' | 'crm',
  { recordType, raiseId, crmId }: PlantedFinding,
): Promise<boolean> {
  const resource = {
    donor: product === 'raise' ? 'Donor' : 'Contact',
    gift: 'Gift',
    recurring_gift: 'RecurringGift',
  }[recordType];
  const { status } = await ask(
    sandbox,
    product,
    'GET',
    `/api/${resource}/${encodeURIComponent((product === 'raise' ? raiseId : crmId) ?? '')}`,
  );
  return status === 200;
}
