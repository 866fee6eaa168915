import { amountNumber } from '../money-text.ts';
import type { WireRecord } from '../wire-record.ts';
import { unsyncedCampaign } from '../world/campaigns.ts';
import { SALESFORCE_KEY } from './donor-links.ts';
import { giftFound } from './gift-links.ts';
import type { Planting } from './planting.ts';
import type { PlantedGift } from './gift-planter.ts';
import type { Planter } from './planter.ts';

const HOUR = 3_600_000;

/** Gifts that CRM+ need not or does not yet have, refunds, and gifts whose two sides differ. */
export const GIFT_CONTENT_PLANTINGS: readonly Planting[] = [
  {
    recordType: 'gift',
    state: 'excluded',
    cause: 'test_mode',
    plant(p) {
      giftFound(p, 'excluded', 'test_mode', p.gift({ isTestMode: true }).id, null);
      // A gift without the flag, of a donor who has it.
      const donor = p.donor({ isTestMode: true });
      p.find({
        recordType: 'donor',
        state: 'excluded',
        cause: 'test_mode',
        raiseId: String(donor.id),
        crmId: null,
      });
      giftFound(p, 'excluded', 'test_mode', p.gift({ donorId: donor.id }).id, null);
    },
  },
  {
    recordType: 'gift',
    state: 'excluded',
    cause: 'status_not_synced',
    plant(p) {
      for (const statusText of ['Declined', 'Pending', 'Refunded'])
        giftFound(p, 'excluded', 'status_not_synced', p.gift({ statusText }).id, null);
    },
  },
  {
    recordType: 'gift',
    state: 'excluded',
    cause: 'campaign_not_synced',
    plant(p) {
      const campaign = unsyncedCampaign(p.nextSerial());
      const id = p.plan.quirks.giftCampaignId ? { campaignId: campaign.id } : {};
      giftFound(
        p,
        'excluded',
        'campaign_not_synced',
        p.gift({ campaignName: campaign.name, ...id }).id,
        null,
      );
    },
  },
  {
    recordType: 'gift',
    state: 'excluded',
    cause: 'foreign_crm_key',
    isPossible: (quirks) => quirks.giftCrmKey,
    plant(p) {
      giftFound(p, 'excluded', 'foreign_crm_key', p.gift({ crmKey: SALESFORCE_KEY }).id, null);
    },
  },
  {
    recordType: 'gift',
    state: 'missing_in_crm',
    cause: 'overdue',
    plant(p) {
      giftFound(p, 'missing_in_crm', 'overdue', p.gift().id, null);
    },
  },
  {
    recordType: 'gift',
    state: 'missing_in_crm',
    cause: 'possible_manual_entry',
    plant(p) {
      const gift = p.gift();
      const typed = p.crmGiftOf(gift, {
        transactionSource: null,
        transactionId: null,
        giftType: 'Check',
        giftDate: p.crmDay(gift, 1),
        createdByUser: 'Gift Entry',
      });
      giftFound(p, 'missing_in_crm', 'possible_manual_entry', gift.id, null, {
        relatedCrmIds: [String(typed)],
      });
    },
  },
  {
    recordType: 'gift',
    state: 'not_yet_synced',
    cause: 'within_lag_window',
    plant(p) {
      giftFound(
        p,
        'not_yet_synced',
        'within_lag_window',
        p.gift({}, p.plan.nowMs - 3 * HOUR).id,
        null,
      );
    },
  },
  {
    recordType: 'gift',
    state: 'refund_not_reversed',
    cause: 'no_reversal',
    plant(p) {
      for (const statusText of ['Refunded', 'ChargeBack']) {
        const { id, crmId } = p.linkedGift({ statusText });
        giftFound(p, 'refund_not_reversed', 'no_reversal', id, crmId);
      }
    },
  },
  {
    recordType: 'gift',
    state: 'refund_not_reversed',
    cause: 'partial_reversal',
    plant(p) {
      const gift = p.linkedGift({ statusText: 'Refunded' });
      const half = -amountNumber(Math.floor(gift.amount / 2), 'USD');
      p.crmGiftOf(gift, {
        giftType: 'Reversing Transaction',
        amount: half,
        giftDate: p.crmDay(gift, 3),
        giftDesignations: [{ projectId: 1, project: 'General Fund', amountDesignated: half }],
      });
      giftFound(p, 'refund_not_reversed', 'partial_reversal', gift.id, gift.crmId);
    },
  },
  {
    recordType: 'gift',
    state: 'field_drift',
    cause: 'fields_differ',
    plant(p) {
      const otherProject = [
        { projectId: 2, project: 'Direct Support', projectCode: 'DirectSupport' },
      ];
      drifted(p, ['amount'], (gift) => ({
        amount: amountNumber(gift.amount + 1_000, 'USD'),
        giftDesignations: [],
      }));
      drifted(p, ['amount', 'projects'], (gift) => ({
        amount: amountNumber(gift.amount - 1, 'USD'),
        giftDesignations: general(gift.amount - 1),
      }));
      drifted(p, ['currency'], () => ({ currencyCode: 'CAD' }));
      drifted(p, ['date'], (gift) => ({ giftDate: p.crmDay(gift, 5) }));
      drifted(p, ['projects'], (gift) => ({
        giftDesignations: otherProject.map((project) => ({
          ...project,
          amountDesignated: amountNumber(gift.amount, 'USD'),
        })),
      }));
      drifted(p, ['status'], () => ({}), { statusText: 'Declined' });
    },
  },
  {
    recordType: 'gift',
    state: 'field_drift',
    cause: 'within_lag_window',
    plant(p) {
      drifted(
        p,
        ['date'],
        (gift) => ({ giftDate: p.crmDay(gift, -6) }),
        { modifiedDate: p.hoursAgo(1) },
        'within_lag_window',
      );
    },
  },
];

function drifted(
  p: Planter,
  fields: string[],
  crm: (gift: PlantedGift) => WireRecord,
  raise: WireRecord = {},
  cause = 'fields_differ',
): void {
  const crmId = p.freeId('crmGift');
  const key = p.plan.quirks.giftCrmKey ? p.key('Gift', crmId) : {};
  const gift = p.gift({ ...key, ...raise });
  p.crmGiftOf(gift, crm(gift), crmId);
  giftFound(p, 'field_drift', cause, gift.id, crmId, { fields });
}

function general(amount: number): WireRecord[] {
  return [
    {
      projectId: 1,
      project: 'General Fund',
      projectCode: 'GeneralFund',
      amountDesignated: amountNumber(amount, 'USD'),
    },
  ];
}
