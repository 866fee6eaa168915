import type { ExplicitWorld } from '../../src/sandbox/index.ts';

const MERGED = 9008;
const SURVIVOR = 9101;
const CONVENTION = { transactionSource: 'RaiseDonors' };

/**
 * The smallest world in which every step of an audit happens: with pages of four every list has three, some records have no
 * counterpart, so that they are asked for one by one and in a batch, and one can't be read.
 */
export function smallWorld(): ExplicitWorld {
  const donors = numbers(501, 12).map((id) => ({
    id,
    name: `Donor ${id}`,
    ...(id === 501 || id === 509 ? {} : { crmKey: String(id + 8500) }),
  }));
  const gifts = numbers(7001, 16).map((id, n) => ({
    id,
    donorId: 501 + (n % 8),
    campaignId: 21 + (n % 9),
    amount: id === 7014 ? 'twelve' : n + 10,
    // Young by half a minute when the run begins, and no longer when it goes on: the run's own instant must decide.
    ...(id === 7015 ? { createdDate: '2026-03-19T12:00:30' } : {}),
  }));
  const recurringGifts = numbers(8001, 12).map((id, n) => ({
    id,
    donorId: 501 + (n % 8),
    amount: n + 5,
  }));
  const campaigns = numbers(21, 9).map((id) => ({ id, name: `Campaign ${id}` }));
  // Of twelve donors one link goes one way only, one key leads nowhere, and one donor is nowhere; four gifts and two
  // schedules never came, and one of each is of nobody. The rest agrees so well that the convention is proved.
  const contacts = donors
    .filter(({ id }) => id !== 509 && id !== 510)
    .map(({ id, name }) => ({
      id: id + 8500,
      name,
      contactReferences: [{ source: 'RaiseDonors', id: `rd2-${id}` }],
    }));
  const crmGifts = gifts
    .filter(({ id }) => ![7003, 7007, 7010, 7014, 7015].includes(id))
    .map(({ id, donorId, amount }) => ({
      id: id - 4000,
      ...CONVENTION,
      transactionId: `rd2-${id}`,
      contactId: donorId + 8500,
      amount: id === 7002 ? 99 : amount,
    }));
  const crmSchedules = recurringGifts
    .filter(({ id }) => id !== 8004 && id !== 8006)
    .map(({ id, donorId, amount }) => ({
      id: id - 4000,
      ...CONVENTION,
      transactionId: `rd2-${id}`,
      contactId: donorId + 8500,
      amount,
    }));
  return {
    organization: { timeZone: 'US/Arizona' },
    raise: { donors, gifts, recurringGifts, campaigns },
    crm: {
      contacts: [
        ...contacts.map((contact) =>
          // No list shows it: only a direct read finds it.
          contact.id === MERGED ? { ...contact, mergedIntoContactId: SURVIVOR } : contact,
        ),
        { id: SURVIVOR, name: 'Somebody Else' },
      ],
      gifts: [
        ...crmGifts,
        { id: 3901, ...CONVENTION, transactionId: 'rd2-7999', contactId: 9001, amount: 5 },
      ],
      recurringGifts: [
        ...crmSchedules,
        { id: 4901, ...CONVENTION, transactionId: 'rd2-8999', contactId: 9002, amount: 6 },
      ],
    },
  };
}

function numbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}
