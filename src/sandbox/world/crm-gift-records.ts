import { amountNumber } from '../money-text.ts';
import { draw, STREAM } from '../seeded-draw.ts';
import { crmGift } from '../shapes/crm-gift-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { dayText, milliText } from '../zone-clock.ts';
import { FEE_PROJECT, projectCode } from './campaigns.ts';
import type { GiftFacts } from './gift-facts.ts';
import { reversalInstant } from './gift-instants.ts';
import { companionAt } from './gift-style.ts';
import { contactOfDonor, fundNear, ownContactNear } from './households.ts';
import type { SyncedDonors } from './synced-donors.ts';
import type { WorldPlan } from './world-plan.ts';
import { referenceId } from './world-plan.ts';

const HOUR = 3_600_000;

/** A designation of a CRM+ gift, amount in minor units. */
export interface Designation {
  id: number;
  name: string;
  code: string;
  amount: number;
}

export function designations(list: readonly Designation[], currency: string): WireRecord[] {
  return list.map(({ id, name, code, amount }) => ({
    projectId: id,
    project: name,
    projectCode: code,
    amountDesignated: amountNumber(amount, currency),
  }));
}

/** The CRM+ gift of a Raise gift; under the quirk `splitGifts` the one of its project number `part`. */
export function mainGift(
  plan: WorldPlan,
  donors: SyncedDonors,
  facts: GiftFacts,
  id: number,
  raiseId: number,
  part: number,
): WireRecord {
  const { currency, style } = facts;
  const parts: Designation[] = facts.projects.map(({ number, name, amount }) => ({
    id: number,
    name,
    code: projectCode(name),
    amount,
  }));
  const own = plan.quirks.splitGifts ? parts.slice(part, part + 1) : parts;
  const first = own[0];
  if (style === 'costsInside' && first !== undefined)
    own[0] = { ...first, amount: first.amount + facts.costs };
  if (style === 'costsSeparate') own.push({ ...FEE_PROJECT, amount: facts.costs });
  const contact = contactOfDonor(plan.seed, facts.donor);
  const contactId = donors.contactIds.idOf(contact);
  const passes = style === 'passthrough';
  return crmGift({
    id,
    transactionSource: plan.quirks.linkSource,
    transactionId: referenceId(plan, raiseId),
    contactId: passes ? donors.contactIds.idOf(fundNear(contact)) : contactId,
    contactName: donors.contactName(passes ? fundNear(contact) : contact),
    contactPassthroughId: passes ? contactId : null,
    ...giftDates(plan, facts.givenMs),
    amount: amountNumber(
      own.reduce((sum, { amount }) => sum + amount, 0),
      currency,
    ),
    currencyCode: currency,
    giftDesignations: designations(own, currency),
  });
}

/** The Reversing Transaction of a refunded gift: it carries the same transaction id, or names nothing. */
export function reversalGift(
  plan: WorldPlan,
  donors: SyncedDonors,
  facts: GiftFacts,
  id: number,
  raiseId: number,
): WireRecord {
  const contact = contactOfDonor(plan.seed, facts.donor);
  const named = facts.style !== 'refundedUnnamed';
  return crmGift({
    id,
    transactionSource: named ? plan.quirks.linkSource : null,
    transactionId: named ? referenceId(plan, raiseId) : null,
    contactId: donors.contactIds.idOf(contact),
    contactName: donors.contactName(contact),
    giftType: 'Reversing Transaction',
    ...giftDates(plan, reversalInstant(plan, facts.gift, facts.givenMs)),
    amount: amountNumber(-facts.amount, facts.currency),
    currencyCode: facts.currency,
    giftDesignations: designations(
      facts.projects.map(({ number, name, amount }) => ({
        id: number,
        name,
        code: projectCode(name),
        amount: -amount,
      })),
      facts.currency,
    ),
  });
}

/** A gift that Raise has nothing to do with: a check, or one of another source whose numbers look like Raise's. */
export function companionGift(
  plan: WorldPlan,
  donors: SyncedDonors,
  facts: GiftFacts,
  id: number,
  nextRaiseId: number,
  next: GiftFacts,
): WireRecord {
  const kind = companionAt(facts.place);
  const home = contactOfDonor(plan.seed, facts.donor);
  const contact = kind === 'stripe' ? ownContactNear(home) : home;
  const amount =
    kind === 'classy'
      ? next.amount + 1_111
      : 1_000 + (draw(plan.seed, STREAM.companion, facts.gift) % 80) * 500;
  const reference =
    kind === 'classy'
      ? { transactionSource: 'Classy', transactionId: String(nextRaiseId) }
      : kind === 'stripe'
        ? { transactionSource: 'Stripe', transactionId: `ch_${facts.gift}` }
        : {};
  return crmGift({
    id,
    ...reference,
    contactId: donors.contactIds.idOf(contact),
    contactName: donors.contactName(contact),
    giftType: kind === 'check' ? 'Check' : 'Credit',
    ...giftDates(plan, facts.givenMs),
    amount: amountNumber(amount, 'USD'),
    createdByUser: 'Gift Entry',
    giftDesignations: designations(
      [{ id: 1, name: 'General Fund', code: 'GeneralFund', amount }],
      'USD',
    ),
  });
}

function giftDates(plan: WorldPlan, ms: number): WireRecord {
  return { giftDate: giftDate(plan, ms), ...stamps(plan, ms) };
}

/** CRM+ stores the day in the organization's zone. */
export function giftDate(plan: WorldPlan, ms: number): string {
  return `${dayText(plan.organization.wallMs(ms))}T00:00:00`;
}

/** Written by the sync about an hour later, never after now. */
export function stamps(plan: WorldPlan, ms: number): WireRecord {
  const created = syncedAt(plan, ms);
  return { createDateTimeUtc: created, modifiedDateTimeUtc: created };
}

export function syncedAt(plan: WorldPlan, ms: number): string {
  return milliText(Math.min(ms + HOUR, plan.nowMs - 60_000));
}
