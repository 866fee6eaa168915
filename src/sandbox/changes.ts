import type { Mutations } from './mutations.ts';
import type { WireRecord } from './wire-record.ts';
import type { World } from './world/world.ts';
import { milliText } from './zone-clock.ts';

/** Changes that happen while lists are read (quirk `changing`): one before each list request until they are used up. */
export interface ChangeSchedule {
  beforeList(): void;
}

export const NO_CHANGES: ChangeSchedule = { beforeList: () => undefined };

/** Every third change adds a gift that is synced at once, every third edits a pair, every third deletes one; both sides alike. */
export function makeChanges(count: number, world: World, mutate: Mutations): ChangeSchedule {
  let done = 0;
  return {
    beforeList() {
      if (done >= count) return;
      done += 1;
      const raiseId = someGiftId(world, done);
      const crmId = raiseId === undefined ? undefined : crmGiftOf(world, raiseId);
      if (raiseId === undefined || crmId === undefined) return;
      if (done % 3 === 1) addGift(world, mutate, raiseId, crmId);
      else if (done % 3 === 2) editGift(world, mutate, raiseId, crmId);
      else {
        mutate.removeRaise('gifts', raiseId);
        mutate.removeCrm('gifts', crmId);
      }
    },
  };
}

/** An ordinary synced gift, somewhere in the list; refunded ones have more CRM+ rows and are passed over. */
function someGiftId(world: World, turn: number): number | undefined {
  const { base } = world.raise.gifts;
  for (let tries = 0; tries < 60 && base.count > 0; tries += 1) {
    const id = base.idAt((turn * 7919 + tries) % base.count);
    const gift = world.raise.gifts.get(id);
    const projects: unknown = gift?.['projects'];
    if (gift?.['statusText'] === 'Approved' && Array.isArray(projects) && projects.length === 1)
      return id;
  }
  return undefined;
}

function crmGiftOf(world: World, raiseId: number): number | undefined {
  const ids = world.crm.gifts.candidates('transactionId', `${prefixOf(world)}${raiseId}`) ?? [];
  return ids.find(
    (id) => String(world.crm.gifts.get(id)?.['transactionId']) === `${prefixOf(world)}${raiseId}`,
  );
}

function prefixOf(world: World): string {
  return world.linkPrefix;
}

function addGift(world: World, mutate: Mutations, likeRaise: number, likeCrm: number): void {
  const raise = world.raise.gifts.get(likeRaise);
  const crm = world.crm.gifts.get(likeCrm);
  const id = world.raise.gifts.maxId() + 1;
  const crmId = world.crm.gifts.maxId() + 1;
  const now = milliText(Date.now());
  const given: WireRecord = { ...raise, createdDate: now, modifiedDate: now };
  mutate.putRaise('gifts', {
    ...given,
    id,
    ...('crmKey' in given ? { crmKey: String(crmId) } : {}),
  });
  mutate.putCrm('gifts', {
    ...crm,
    id: crmId,
    giftUrl: `/api/Gift/${crmId}`,
    transactionId: `${prefixOf(world)}${id}`,
    createDateTimeUtc: now,
    modifiedDateTimeUtc: now,
  });
}

function editGift(world: World, mutate: Mutations, raiseId: number, crmId: number): void {
  const now = milliText(Date.now());
  mutate.putRaise('gifts', { id: raiseId, notes: 'edited while it was read', modifiedDate: now });
  mutate.putCrm('gifts', {
    id: crmId,
    notes: 'edited while it was read',
    modifiedDateTimeUtc: now,
  });
}
