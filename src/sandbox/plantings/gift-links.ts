import { amountNumber } from '../money-text.ts';
import type { Planting } from './planting.ts';
import type { Planter } from './planter.ts';

const withKeys = (quirks: { giftCrmKey: boolean }): boolean => quirks.giftCrmKey;

/** Gift exceptions of links. They belong to ordinary synced donors and have amounts of their own. */
export const GIFT_LINK_PLANTINGS: readonly Planting[] = [
  {
    recordType: 'gift',
    state: 'unreadable',
    cause: 'not_parseable',
    plant(p) {
      for (const raise of [{ amount: 'n/a' }, { amount: undefined }]) {
        const { id, crmId } = p.linkedGift(raise);
        giftFound(p, 'unreadable', 'not_parseable', id, crmId);
      }
      const crm = p.linkedGift({}, { amount: 'n/a' });
      giftFound(p, 'unreadable', 'not_parseable', crm.id, crm.crmId);
      // A record that tells neither its amount nor whom it belongs to.
      const unknown = p.crmGift({
        transactionSource: p.plan.quirks.linkSource,
        transactionId: {},
        contactId: p.giver().contactId,
        amount: 'n/a',
      });
      giftFound(p, 'unreadable', 'not_parseable', null, unknown);
    },
  },
  {
    recordType: 'gift',
    state: 'duplicate_link',
    cause: 'raise_records_share_target',
    isPossible: withKeys,
    plant(p) {
      const rightful = p.linkedGift();
      const other = p.gift(p.key('Gift', rightful.crmId), undefined, rightful.giver);
      giftFound(p, 'duplicate_link', 'raise_records_share_target', other.id, rightful.crmId, {
        relatedRaiseIds: [String(rightful.id)],
      });
    },
  },
  {
    recordType: 'gift',
    state: 'duplicate_link',
    cause: 'crm_gifts_exceed_gift',
    plant(p) {
      const gift = p.linkedGift();
      const second = p.crmGiftOf(gift);
      const [lowest, ...others] = [gift.crmId, second].sort((a, b) => a - b);
      giftFound(p, 'duplicate_link', 'crm_gifts_exceed_gift', gift.id, lowest ?? null, {
        relatedCrmIds: others.map(String),
      });
    },
  },
  {
    recordType: 'gift',
    state: 'orphaned_crm_key',
    cause: 'crm_record_absent',
    isPossible: withKeys,
    plant(p) {
      const absent = p.freeId('crmGift');
      giftFound(
        p,
        'orphaned_crm_key',
        'crm_record_absent',
        p.gift(p.key('Gift', absent)).id,
        absent,
      );
    },
  },
  {
    recordType: 'gift',
    state: 'orphaned_crm_key',
    cause: 'crm_key_malformed',
    isPossible: withKeys,
    plant(p) {
      const key = `GIFT-${p.nextSerial()}`;
      giftFound(p, 'orphaned_crm_key', 'crm_key_malformed', p.gift({ crmKey: key }).id, key);
    },
  },
  {
    recordType: 'gift',
    state: 'link_mismatch',
    cause: 'refers_to_other_record',
    isPossible: withKeys,
    plant(p) {
      const { id, crmId } = p.linkedGift({}, p.reference(p.freeId('gift')));
      giftFound(p, 'link_mismatch', 'refers_to_other_record', id, crmId);
    },
  },
  {
    recordType: 'gift',
    state: 'link_mismatch',
    cause: 'wrong_contact',
    plant(p) {
      const giver = p.giver();
      const { id, crmId } = p.linkedGift({}, { contactId: p.strangerOf(giver) }, giver);
      giftFound(p, 'link_mismatch', 'wrong_contact', id, crmId);
    },
  },
  {
    recordType: 'gift',
    state: 'missing_in_raise',
    cause: 'raise_record_absent',
    plant(p) {
      const absent = p.freeId('gift');
      const crmId = p.crmGift({ ...p.reference(absent), ...strayGift(p) });
      giftFound(p, 'missing_in_raise', 'raise_record_absent', absent, crmId);
    },
  },
  {
    recordType: 'gift',
    state: 'missing_in_raise',
    cause: 'legacy_id',
    plant(p) {
      const { id, source, text } = p.legacyReference();
      const crmId = p.crmGift({ transactionSource: source, transactionId: text, ...strayGift(p) });
      giftFound(p, 'missing_in_raise', 'legacy_id', id, crmId);
    },
  },
];

function strayGift(p: Planter): { [member: string]: unknown } {
  const serial = p.nextSerial();
  const givenMs = p.plan.nowMs - (60 + (serial % 500)) * 86_400_000;
  const amount = amountNumber(100_000 + serial * 137, 'USD');
  return {
    contactId: p.giver().contactId,
    amount,
    giftDate: p.crmDay({ givenMs }, 0),
    createDateTimeUtc: new Date(givenMs).toISOString().slice(0, 23),
    giftDesignations: [
      {
        projectId: 1,
        project: 'General Fund',
        projectCode: 'GeneralFund',
        amountDesignated: amount,
      },
    ],
  };
}

/** Writes a gift finding down. */
export function giftFound(
  p: Planter,
  state: string,
  cause: string,
  raiseId: number | null,
  crmId: number | string | null,
  more: { relatedRaiseIds?: string[]; relatedCrmIds?: string[]; fields?: string[] } = {},
): void {
  p.find({
    recordType: 'gift',
    state,
    cause,
    raiseId: raiseId === null ? null : String(raiseId),
    crmId: crmId === null ? null : String(crmId),
    ...more,
  });
}
