import { amountNumber, amountText } from '../money-text.ts';
import type { PlantedFinding } from '../planted-finding.ts';
import { crmContact } from '../shapes/crm-contact-shape.ts';
import { crmGift, crmSchedule } from '../shapes/crm-gift-shape.ts';
import { raiseDonor } from '../shapes/raise-donor-shape.ts';
import { raiseGift } from '../shapes/raise-gift-shape.ts';
import { raiseSchedule } from '../shapes/raise-schedule-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import { syncedCampaign } from '../world/campaigns.ts';
import { giftDate, stamps } from '../world/crm-gift-records.ts';
import { contactOfDonor, ownContactNear } from '../world/households.ts';
import type { Person, PostalAddress } from '../world/people.ts';
import { addressOf, personOf, rareSurname, writtenPhone } from '../world/people.ts';
import type { SyncedDonors } from '../world/synced-donors.ts';
import type { SyncedGifts } from '../world/synced-gifts.ts';
import type { SyncedSchedules } from '../world/synced-schedules.ts';
import type { WorldPlan } from '../world/world-plan.ts';
import { crmKeyUrls, referenceId } from '../world/world-plan.ts';
import type { World } from '../world/world.ts';
import { dayText, milliText, secondText } from '../zone-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_PERSON = 10_000_000;
const FIRST_LEGACY_ID = 101;

export interface PlantedPerson extends Person { number: number; address: PostalAddress }
export interface PlantedDonor { id: number; person: PlantedPerson }
/** A donor of the synced world and the contact that donor is on. */
export interface Giver { number: number; donorId: number; contactId: number }
export interface PlantedGift { id: number; giver: Giver; givenMs: number; amount: number }
export interface PlantedSchedule { id: number; giver: Giver }

export interface PlanterParts { plan: WorldPlan; world: World; people: SyncedDonors; gifts: SyncedGifts; schedules: SyncedSchedules }

/**
 * Puts single records beside the synced ones, in the gaps of their ids. Every planted person has a surname, address,
 * email and phone of their own and every planted gift an amount of its own (1,000 USD and more; synced gifts stay below),
 * so that no planted record can be taken for another.
 */
export class Planter {
  readonly plan: WorldPlan;
  readonly #parts: PlanterParts;
  #serial = 0;
  #legacy = 0;

  constructor(parts: PlanterParts) {
    this.plan = parts.plan;
    this.#parts = parts;
  }

  find(finding: PlantedFinding): void {
    this.#parts.world.planted.push(finding);
  }

  // --- ids

  freeId(kind: 'donor' | 'contact' | 'gift' | 'crmGift' | 'schedule' | 'crmSchedule'): number {
    const { people, gifts, schedules } = this.#parts;
    if (kind === 'donor') return people.donorIds.takeFreeId();
    if (kind === 'contact') return people.contactIds.takeFreeId();
    if (kind === 'gift') return gifts.giftIds.takeFreeId();
    if (kind === 'crmGift') return gifts.takeFreeCrmId();
    return kind === 'schedule' ? schedules.raiseIds.takeFreeId() : schedules.crmIds.takeFreeId();
  }

  /** A transaction reference to a Raise record, as the sync writes it. */
  reference(raiseId: number): WireRecord {
    return { transactionSource: this.plan.quirks.linkSource, transactionId: referenceId(this.plan, raiseId) };
  }

  /** An id of the older generation, and how CRM+ refers to it: same source, other prefix. */
  legacyReference(): { id: number; source: string; text: string } {
    const id = FIRST_LEGACY_ID + this.#legacy;
    this.#legacy += 1;
    return { id, source: this.plan.quirks.linkSource, text: `${this.plan.quirks.linkPrefix === '' ? 'v1-' : ''}${id}` };
  }

  /** An instant outside every lag window. */
  longAgo(): string {
    return milliText(this.plan.nowMs - 400 * DAY);
  }

  /** An instant inside the default lag window. */
  hoursAgo(hours: number): string {
    return milliText(this.plan.nowMs - hours * HOUR);
  }

  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  // --- donors and contacts

  person(): PlantedPerson {
    const serial = this.nextSerial();
    const number = FIRST_PERSON + serial;
    return { ...personOf(this.plan.seed, number, rareSurname(serial)), number, address: addressOf(this.plan.seed, number) };
  }

  /** A donor without key, created long ago. */
  donor(given: WireRecord = {}, person = this.person()): PlantedDonor {
    const id = this.freeId('donor');
    this.#parts.world.raise.donors.put(
      id,
      raiseDonor({
        id,
        firstName: person.firstName,
        lastName: person.lastName,
        name: `${person.firstName} ${person.lastName}`,
        email: person.email,
        phone: writtenPhone(person.phone, person.number),
        createdDate: this.longAgo(),
        modifiedDate: this.longAgo(),
        primaryAddress: { ...person.address },
        ...given,
      }),
    );
    return { id, person };
  }

  key(kind: 'Contact' | 'Gift' | 'RecurringGift', crmId: number): WireRecord {
    return { crmKey: String(crmId), crmKeyUrls: crmKeyUrls(kind, crmId) };
  }

  /** The contact of a person; `names` are the Raise donors that it refers back to. */
  contact(id: number, person: PlantedPerson, names: readonly number[], given: WireRecord = {}, individual: WireRecord = {}): void {
    const created = this.longAgo();
    const references = names.map((raiseId) => ({ source: this.plan.quirks.linkSource, id: String(referenceId(this.plan, raiseId)) }));
    this.#parts.world.crm.contacts.put(
      id,
      crmContact(
        {
          id,
          name: `${person.firstName} ${person.lastName}`,
          address: { ...person.address, country: 'US' },
          contactIndividuals: [
            {
              firstName: person.firstName,
              lastName: person.lastName,
              contactMethods: [
                { type: 'Home Email', value: person.email },
                { type: 'Home Phone', value: writtenPhone(person.phone, person.number + 1) },
              ],
              ...individual,
            },
          ],
          contactReferences: this.plan.quirks.crmWithoutReferences ? [] : references,
          createDateTimeUtc: created,
          ...given,
        },
        this.plan.quirks.isArchivedField,
      ),
    );
  }

  /** A donor and a contact that agree, apart from what is given. */
  linkedDonor(given: WireRecord = {}, contact: WireRecord = {}, individual: WireRecord = {}): PlantedDonor & { contactId: number } {
    const contactId = this.freeId('contact');
    const made = this.donor({ ...this.key('Contact', contactId), ...given });
    this.contact(contactId, made.person, [made.id], contact, individual);
    return { ...made, contactId };
  }

  // --- gifts

  /** Some donor of the synced world. */
  giver(): Giver {
    const number = (this.nextSerial() * 13 + 5) % this.plan.donors;
    return this.#giverOf(number);
  }

  /** A contact in CRM+ that no donor is on. */
  strangerOf(giver: Giver): number {
    return this.#parts.people.contactIds.idOf(ownContactNear(contactOfDonor(this.plan.seed, giver.number)));
  }

  #giverOf(number: number): Giver {
    const { people } = this.#parts;
    return { number, donorId: people.donorIds.idOf(number), contactId: people.contactIds.idOf(contactOfDonor(this.plan.seed, number)) };
  }

  /** An approved gift of a synced donor, weeks to months ago, that CRM+ does not have. */
  gift(given: WireRecord = {}, givenMs?: number, giver = this.giver()): PlantedGift {
    const serial = this.nextSerial();
    const id = this.freeId('gift');
    const amount = 100_000 + serial * 137 + 3;
    const at = givenMs ?? this.plan.nowMs - (20 + (serial % 600)) * DAY - (serial % 86_400) * 1000;
    const campaign = syncedCampaign(serial);
    const zone = this.#parts.people.zoneOf(giver.number);
    this.#parts.world.raise.gifts.put(
      id,
      raiseGift({
        id,
        amount: amountNumber(amount, 'USD'),
        date: secondText(zone.wallMs(at)),
        createdDate: milliText(at),
        modifiedDate: milliText(at),
        campaignName: campaign.name,
        ...(this.plan.quirks.giftCampaignId ? { campaignId: campaign.id } : {}),
        ...(this.plan.quirks.giftCrmKey ? { crmKey: null, crmKeyUrls: {} } : {}),
        donorId: giver.donorId,
        projects: [{ projectId: 1, name: 'General Fund', amount: amountText(amount, 'USD') }],
        ...given,
      }),
    );
    return { id, giver, givenMs: at, amount };
  }

  /** A CRM+ gift that agrees with a Raise gift and refers to it, apart from what is given. */
  crmGiftOf(gift: PlantedGift, given: WireRecord = {}, id = this.freeId('crmGift')): number {
    return this.crmGift(
      {
        ...this.reference(gift.id),
        contactId: gift.giver.contactId,
        giftDate: giftDate(this.plan, gift.givenMs),
        amount: amountNumber(gift.amount, 'USD'),
        ...stamps(this.plan, gift.givenMs),
        giftDesignations: [{ projectId: 1, project: 'General Fund', projectCode: 'GeneralFund', amountDesignated: amountNumber(gift.amount, 'USD') }],
        ...given,
      },
      id,
    );
  }

  crmGift(given: WireRecord, id = this.freeId('crmGift')): number {
    const contact = this.#parts.world.crm.contacts.get(Number(given['contactId']));
    this.#parts.world.crm.gifts.put(id, crmGift({ id, contactName: contact?.['name'] ?? null, ...given }));
    return id;
  }

  /** Both sides of a gift, linked; `raise` and `crm` say what is special. */
  linkedGift(raise: WireRecord = {}, crm: WireRecord = {}, giver = this.giver()): PlantedGift & { crmId: number } {
    const crmId = this.freeId('crmGift');
    const key = this.plan.quirks.giftCrmKey ? this.key('Gift', crmId) : {};
    const gift = this.gift({ ...key, ...raise }, undefined, giver);
    this.crmGiftOf(gift, crm, crmId);
    return { ...gift, crmId };
  }

  /** The organization's day of a gift, moved by some days, as CRM+ writes it. */
  crmDay(gift: { givenMs: number }, days: number): string {
    return giftDate(this.plan, gift.givenMs + days * DAY);
  }

  // --- schedules

  /** A monthly schedule of a synced donor that CRM+ does not have. */
  schedule(given: WireRecord = {}, giver = this.giver()): PlantedSchedule {
    const id = this.freeId('schedule');
    const campaign = syncedCampaign(id);
    this.#parts.world.raise.recurringGifts.put(
      id,
      raiseSchedule(
        {
          id,
          amount: 40 + (id % 50),
          donorId: giver.donorId,
          createdDate: this.longAgo(),
          startDate: this.#startDay(),
          nextChargeDate: `${dayText(this.plan.nowMs + 9 * DAY)}T00:00:00`,
          campaignId: campaign.id,
          campaignName: campaign.name,
          ...given,
        },
        this.plan.quirks.scheduleStatusText,
      ),
    );
    return { id, giver };
  }

  crmScheduleOf(schedule: PlantedSchedule, given: WireRecord = {}, id = this.freeId('crmSchedule')): number {
    return this.crmSchedule({ ...this.reference(schedule.id), contactId: schedule.giver.contactId, amount: 40 + (schedule.id % 50), ...given }, id);
  }

  crmSchedule(given: WireRecord, id = this.freeId('crmSchedule')): number {
    this.#parts.world.crm.recurringGifts.put(id, crmSchedule({ id, startDate: this.#startDay(), createDateTimeUtc: this.longAgo(), ...given }));
    return id;
  }

  linkedSchedule(raise: WireRecord = {}, crm: WireRecord = {}): PlantedSchedule & { crmId: number } {
    const crmId = this.freeId('crmSchedule');
    const schedule = this.schedule({ ...this.key('RecurringGift', crmId), ...raise });
    this.crmScheduleOf(schedule, crm, crmId);
    return { ...schedule, crmId };
  }

  #startDay(): string {
    return `${dayText(this.plan.nowMs - 390 * DAY)}T00:00:00`;
  }
}
