import type { RecordType } from '../../src/core/model/record-type.ts';
import type { OracleOptions, WireWorld } from './world.ts';
import * as wire from './wire.ts';

type Key = wire.Key;
type Ref = wire.Ref;

/** What all three Raise types have in common, and all three CRM+ types. */
export interface RaiseSide {
  readonly readable: boolean;
  readonly id: string | null;
  readonly created: number | null;
  readonly modified: number | null;
  readonly key: Key;
}
export interface CrmSide {
  readonly readable: boolean;
  readonly id: string | null;
  readonly created: number | null;
  readonly refs: readonly Ref[];
}

export interface Records {
  readonly donors: wire.Donor[];
  readonly gifts: wire.RaiseGift[];
  readonly schedules: wire.RaiseSchedule[];
  readonly campaigns: wire.Campaign[];
  readonly contacts: wire.Contact[];
  readonly crmGifts: (wire.CrmGift & CrmSide)[];
  readonly crmSchedules: (wire.CrmSchedule & CrmSide)[];
}

export function readRecords(world: WireWorld): Records {
  return {
    donors: world.raise.donors.map(wire.readDonor),
    gifts: world.raise.gifts.map(wire.readRaiseGift),
    schedules: world.raise.recurringGifts.map(wire.readRaiseSchedule),
    campaigns: world.raise.campaigns.map(wire.readCampaign),
    contacts: world.crm.contacts.map(wire.readContact),
    crmGifts: world.crm.gifts
      .map(wire.readCrmGift)
      .map((g) => ({ ...g, refs: g.ref ? [g.ref] : [] })),
    crmSchedules: world.crm.recurringGifts
      .map(wire.readCrmSchedule)
      .map((s) => ({ ...s, refs: s.ref ? [s.ref] : [] })),
  };
}

export function raiseSideOf(records: Records, type: RecordType): readonly RaiseSide[] {
  if (type === 'donor') return records.donors;
  return type === 'gift' ? records.gifts : records.schedules;
}

export function crmSideOf(records: Records, type: RecordType): readonly CrmSide[] {
  if (type === 'donor') return records.contacts;
  return type === 'gift' ? records.crmGifts : records.crmSchedules;
}

/** Numbers before texts, so that "9" comes before "10". */
export function byId(a: string | null, b: string | null): number {
  return Number(a ?? 0) - Number(b ?? 0) || (a ?? '').localeCompare(b ?? '');
}

export const isYoung = (at: number | null, options: OracleOptions): boolean =>
  at !== null && (wire.instantOf(options.asOfUtc) ?? 0) - at < options.lagHours * 3_600_000;

/** Two donors look like one household: a shared surname, address, email or phone. */
export function sharesWith(a: wire.Donor, b: wire.Donor): boolean {
  if (a.surname !== '' && a.surname === b.surname) return true;
  if (a.emails.some((email) => b.emails.includes(email))) return true;
  if (a.phones.some((phone) => b.phones.includes(phone))) return true;
  return a.places.some((here) =>
    b.places.some(
      (there) =>
        here.line === there.line && here.postal === there.postal && here.city === there.city,
    ),
  );
}

/** A contact and every contact it was merged into, the survivor last. Ends at a contact that doesn't exist. */
export function mergeChain(records: Records, contactId: string): string[] {
  const chain: string[] = [];
  for (let id: string | null = contactId; id !== null && !chain.includes(id);) {
    const contact: wire.Contact | undefined = contactOf(records, id);
    if (!contact) break;
    chain.push(id);
    id = contact.mergedInto;
  }
  return chain;
}

// Finding a record by its id is all that is made faster than plain: worlds of thousands must take seconds.
const donorsById = byIdIn((records) => records.donors);
const giftsById = byIdIn((records) => records.gifts);
const schedulesById = byIdIn((records) => records.schedules);
const contactsById = byIdIn((records) => records.contacts);
const crmGiftsById = byIdIn((records) => records.crmGifts);
const crmSchedulesById = byIdIn((records) => records.crmSchedules);

export const donorOf = (records: Records, id: string | null): wire.Donor | undefined =>
  donorsById(records, id);
export const giftOf = (records: Records, id: string | null): wire.RaiseGift | undefined =>
  giftsById(records, id);
export const scheduleOf = (records: Records, id: string | null): wire.RaiseSchedule | undefined =>
  schedulesById(records, id);
export const contactOf = (records: Records, id: string | null): wire.Contact | undefined =>
  contactsById(records, id);

export function raiseRecord(
  records: Records,
  type: RecordType,
  id: string | null,
): RaiseSide | undefined {
  return (type === 'donor' ? donorsById : type === 'gift' ? giftsById : schedulesById)(records, id);
}

export function crmRecord(
  records: Records,
  type: RecordType,
  id: string | null,
): CrmSide | undefined {
  return (type === 'donor' ? contactsById : type === 'gift' ? crmGiftsById : crmSchedulesById)(
    records,
    id,
  );
}

/** A function whose answer for an object is computed once. */
export function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    const entry = known.get(key) ?? { value: compute(key) };
    known.set(key, entry);
    return entry.value;
  };
}

function byIdIn<T extends { id: string | null }>(
  list: (records: Records) => readonly T[],
): (records: Records, id: string | null) => T | undefined {
  const index = once((records: Records) => {
    const map = new Map<string, T>();
    for (const record of list(records))
      if (record.id !== null && !map.has(record.id)) map.set(record.id, record);
    return map;
  });
  return (records, id) => (id === null ? undefined : index(records).get(id));
}
