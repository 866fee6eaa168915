import type { DonorYear, DonorYearEffect } from '../../src/core/model/run-analysis.ts';
import { judgeWorld, judgingOf, type Judging } from './classify.ts';
import { isRefunded, isUnsyncedStatus } from './compare.ts';
import { usedRefs } from './conventions.ts';
import { contactsOfDonor, groupOf, isOnContact, referringRecords } from './links.ts';
import { byId, contactOf, giftOf, mergeChain } from './records.ts';
import { assignReversals } from './reversals.ts';
import { dayOf, type CrmGift, type RaiseGift } from './wire.ts';
import type { OracleOptions, WireWorld } from './world.ts';

type Year = { -readonly [K in keyof DonorYear]: DonorYear[K] };

/**
 * What a world's differences mean for donors' years, by walking over every gift.
 * @param unknown Raise gifts whose other side an audit could not read: the oracle itself reads everything
 */
export function donorYearsOf(
  world: WireWorld,
  options: OracleOptions,
  unknown: ReadonlySet<string | null>,
): DonorYearEffect {
  const judging = judgingOf(world, options);
  const { records } = judging;
  const { findings } = judgeWorld(world, options);
  const ofGifts = findings.filter((f) => f.recordType === 'gift');
  const leftOut = new Set(
    ofGifts
      .filter((f) => f.state === 'unreadable' || f.cause === 'test_mode')
      .map((f) => f.raiseId),
  );
  const years = new Map<string, Year>();
  const at = (
    donorId: string | null,
    contactId: string | null,
    day: number,
    currency: string,
  ): Year => {
    const year = new Date(day * 86_400_000).getUTCFullYear();
    const key = JSON.stringify([donorId, donorId === null ? contactId : null, year, currency]);
    const known = years.get(key);
    if (known) return known;
    const zero = { count: 0, amountMinor: 0 };
    const made = { donorId, contactId, year, currency, raise: zero, crm: zero };
    years.set(key, made);
    return made;
  };
  const addCrm = (year: Year, crm: CrmGift): void => {
    year.crm = { count: year.crm.count + 1, amountMinor: year.crm.amountMinor + crm.minor };
  };
  const addToHolder = (crm: CrmGift): void => {
    const contact = crm.contactId === null ? null : survivorOf(judging, crm.contactId);
    if (contact === null) return;
    const holders = records.donors.filter((d) => d.readable && homeOf(judging, d.id) === contact);
    const [holder] = holders.map((d) => d.id).toSorted(byId);
    addCrm(at(holder ?? null, contact, crm.day, crm.currency), crm);
  };
  const [from, to] = [dayOf(options.from ?? null), dayOf(options.to ?? null)];
  const owned = ownedBy(judging);
  for (const gift of records.gifts) {
    if (!gift.readable || gift.donorId === null || leftOut.has(gift.id) || unknown.has(gift.id))
      continue;
    if ((from !== null && gift.day < from) || (to !== null && gift.day > to)) continue;
    const home = homeOf(judging, gift.donorId);
    const parts = owned.get(gift.id ?? '') ?? [];
    const net = parts.reduce((s, c) => s + (c.currency === gift.currency ? c.minor : 0), 0);
    if (!isUnsyncedStatus(gift.status)) {
      const year = at(gift.donorId, home, gift.day, gift.currency);
      const costs = net === gift.minor + gift.costs ? gift.costs : 0;
      const amount = isRefunded(gift.status) ? 0 : gift.minor + costs;
      year.raise = { count: year.raise.count + 1, amountMinor: year.raise.amountMinor + amount };
    }
    const allowed = contactsOfDonor(judging, gift.donorId);
    for (const crm of parts) {
      if (allowed !== null && !isOnContact(judging, crm, allowed.all)) addToHolder(crm);
      else addCrm(at(gift.donorId, home, crm.day, crm.currency), crm);
    }
  }
  for (const finding of ofGifts) {
    if (finding.state !== 'missing_in_raise' || finding.cause === 'legacy_id') continue;
    const crm = records.crmGifts.find((c) => c.id === finding.crmId);
    if (crm) addToHolder(crm);
  }
  const rows = [...years.values()].filter((y) => y.raise.amountMinor !== y.crm.amountMinor);
  return { compared: years.size, total: rows.length, rows: rows.toSorted(inOrder).slice(0, 1000) };
}

/** CRM+ gifts by the readable Raise gift that each belongs to: the one it refers to, else the first whose key names it, or a refund. */
function ownedBy(judging: Judging): Map<string, CrmGift[]> {
  const { records, conventions } = judging;
  const groups = new Map(records.gifts.map((gift) => [gift, groupOf(judging, gift)]));
  const refunds = new Map<string | null, RaiseGift>();
  for (const [gift, backs] of assignReversals(judging, groups))
    for (const back of backs) refunds.set(back.id, gift);
  const owned = new Map<string, CrmGift[]>();
  for (const crm of records.crmGifts.filter((c) => c.readable)) {
    const named = usedRefs(conventions.gift, crm)
      .map((ref) => giftOf(records, ref.raiseId))
      .find((gift) => gift?.readable);
    const keyed = records.gifts
      .filter((g) => g.readable && g.key.kind === 'crm' && g.key.text === crm.id)
      .toSorted((a, b) => byId(a.id, b.id))[0];
    const owner = (named ?? keyed ?? refunds.get(crm.id))?.id;
    if (owner != null) owned.set(owner, [...(owned.get(owner) ?? []), crm]);
  }
  return owned;
}

/** The contact that a donor is on, merges followed; null if none exists. */
function homeOf(judging: Judging, donorId: string | null): string | null {
  const donor = judging.records.donors.find((d) => d.readable && d.id === donorId);
  if (donor === undefined) return null;
  const { key } = donor;
  const keyed = key.kind === 'crm' ? contactOf(judging.records, key.text) : undefined;
  const contact = keyed?.id ?? referringRecords(judging, 'donor', donorId)[0];
  return contact === undefined ? null : survivorOf(judging, contact);
}

function survivorOf({ records }: Judging, contactId: string): string {
  return mergeChain(records, contactId).at(-1) ?? contactId;
}

function inOrder(a: DonorYear, b: DonorYear): number {
  const gap = ({ raise, crm }: DonorYear): number => Math.abs(raise.amountMinor - crm.amountMinor);
  return (
    gap(b) - gap(a) ||
    byId(a.donorId, b.donorId) ||
    byId(a.contactId, b.contactId) ||
    a.year - b.year ||
    (a.currency < b.currency ? -1 : 1)
  );
}
