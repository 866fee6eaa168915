import type { PlantedFinding } from '../planted-finding.ts';
import { crmContact } from '../shapes/crm-contact-shape.ts';
import { raiseDonor } from '../shapes/raise-donor-shape.ts';
import type { WireRecord } from '../wire-record.ts';
import type { Person, PostalAddress } from '../world/people.ts';
import { addressOf, personOf, rareSurname, writtenPhone } from '../world/people.ts';
import type { SyncedDonors } from '../world/synced-donors.ts';
import type { SyncedGifts } from '../world/synced-gifts.ts';
import type { SyncedSchedules } from '../world/synced-schedules.ts';
import type { WorldPlan } from '../world/world-plan.ts';
import { crmKeyUrls, referenceId } from '../world/world-plan.ts';
import type { World } from '../world/world.ts';
import { milliText } from '../zone-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_PERSON = 10_000_000;
const FIRST_LEGACY_ID = 101;

export interface PlantedPerson extends Person {
  number: number;
  address: PostalAddress;
}
export interface PlantedDonor {
  id: number;
  person: PlantedPerson;
}

export interface PlanterParts {
  plan: WorldPlan;
  world: World;
  people: SyncedDonors;
  gifts: SyncedGifts;
  schedules: SyncedSchedules;
}

/**
 * Puts single records beside the synced ones, in the gaps of their ids. Every planted person has a surname, address,
 * email and phone of their own and every planted gift an amount of its own (1,000 USD and more; synced gifts stay below),
 * so that no planted record can be taken for another.
 */
export class DonorPlanter {
  readonly plan: WorldPlan;
  protected readonly parts: PlanterParts;
  #serial = 0;
  #legacy = 0;

  constructor(parts: PlanterParts) {
    this.plan = parts.plan;
    this.parts = parts;
  }

  find(finding: PlantedFinding): void {
    this.parts.world.planted.push(finding);
  }

  // --- ids

  freeId(kind: 'donor' | 'contact' | 'gift' | 'crmGift' | 'schedule' | 'crmSchedule'): number {
    const { people, gifts, schedules } = this.parts;
    if (kind === 'donor') return people.donorIds.takeFreeId();
    if (kind === 'contact') return people.contactIds.takeFreeId();
    if (kind === 'gift') return gifts.giftIds.takeFreeId();
    if (kind === 'crmGift') return gifts.takeFreeCrmId();
    return kind === 'schedule' ? schedules.raiseIds.takeFreeId() : schedules.crmIds.takeFreeId();
  }

  /** A transaction reference to a Raise record, as the sync writes it. */
  reference(raiseId: number): WireRecord {
    return {
      transactionSource: this.plan.quirks.linkSource,
      transactionId: referenceId(this.plan, raiseId),
    };
  }

  /** An id of the older generation, and how CRM+ refers to it: same source, other prefix. */
  legacyReference(): { id: number; source: string; text: string } {
    const id = FIRST_LEGACY_ID + this.#legacy;
    this.#legacy += 1;
    return {
      id,
      source: this.plan.quirks.linkSource,
      text: `${this.plan.quirks.linkPrefix === '' ? 'v1-' : ''}${id}`,
    };
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
    return {
      ...personOf(this.plan.seed, number, rareSurname(serial)),
      number,
      address: addressOf(this.plan.seed, number),
    };
  }

  /** A donor without key, created long ago. */
  donor(given: WireRecord = {}, person = this.person()): PlantedDonor {
    const id = this.freeId('donor');
    this.parts.world.raise.donors.put(
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
  contact(
    id: number,
    person: PlantedPerson,
    names: readonly number[],
    given: WireRecord = {},
    individual: WireRecord = {},
  ): void {
    const created = this.longAgo();
    const references = names.map((raiseId) => ({
      source: this.plan.quirks.linkSource,
      id: String(referenceId(this.plan, raiseId)),
    }));
    this.parts.world.crm.contacts.put(
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
  linkedDonor(
    given: WireRecord = {},
    contact: WireRecord = {},
    individual: WireRecord = {},
  ): PlantedDonor & { contactId: number } {
    const contactId = this.freeId('contact');
    const made = this.donor({ ...this.key('Contact', contactId), ...given });
    this.contact(contactId, made.person, [made.id], contact, individual);
    return { ...made, contactId };
  }
}
