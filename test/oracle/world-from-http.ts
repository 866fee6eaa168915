import type { WireWorld } from './world.ts';

export interface Servers {
  readonly raiseUrl: string;
  readonly crmUrl: string;
  readonly raiseToken: string;
  readonly crmToken: string;
}

const TAKE = 100;

/**
 * Reads both products whole, in the plainest way there is: page after page of 100 until one is empty, and a direct
 * read of each contact that a key or a merge names and no list holds. Knows no retries: any other answer throws.
 */
export async function readWorld(servers: Servers): Promise<WireWorld> {
  const raise = reader(servers.raiseUrl, servers.raiseToken);
  const crm = reader(servers.crmUrl, servers.crmToken);
  const listRaise = (resource: string): Promise<unknown[]> =>
    readPages('items', (skip) =>
      raise(`/api/${resource}/list?Skip=${skip}&Take=${TAKE}&SortBy=id&IncludeDetails=true`),
    );
  const listCrm = (path: string): Promise<unknown[]> =>
    readPages('list', (skip) =>
      crm(`/api/${path}?skip=${skip}&take=${TAKE}`, {
        groups: [],
        sortBy: 'Id',
        descending: false,
        includeArchived: true,
      }),
    );

  const donors = await listRaise('Donor');
  const listed = await listCrm('Contact/Query/FullContact');
  const gifts = await listCrm('Gift/Query/FullGift');
  const recurringGifts = await listCrm('RecurringGift/Query');
  const wanted = [
    ...donors.map((donor) => idText(membersOf(donor)['crmKey'])),
    ...[...gifts, ...recurringGifts].map((row) => idText(membersOf(row)['contactId'])),
  ];
  return {
    organization: await crm('/api/Organization/Current'),
    raise: {
      donors,
      gifts: await listRaise('Gift'),
      recurringGifts: await listRaise('RecurringGift'),
      campaigns: await listRaise('Campaign'),
    },
    crm: {
      contacts: [
        ...listed,
        ...(await unlistedContacts(wanted, listed, (id) => crm(`/api/Contact/${id}`))),
      ],
      gifts,
      recurringGifts,
    },
  };
}

type Read = (path: string, body?: unknown) => Promise<unknown>;

/** Null stands for a 404. */
function reader(origin: string, token: string): Read {
  return async (path, body) => {
    const answer = await fetch(origin + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
}

async function readPages(
  member: string,
  page: (skip: number) => Promise<unknown>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  for (let skip = 0; ;) {
    const received = membersOf(await page(skip))[member];
    if (!Array.isArray(received)) throw new Error(`no "${member}" at ${skip}`);
    if (received.length === 0) return rows;
    skip += received.length;
    for (const row of received as unknown[]) {
      const id = idText(membersOf(row)['id']);
      if (!seen.has(id)) rows.push(row);
      seen.add(id);
    }
  }
}

async function unlistedContacts(
  wanted: string[],
  listed: readonly unknown[],
  read: (id: string) => Promise<unknown>,
): Promise<unknown[]> {
  const known = new Set(listed.map((contact) => idText(membersOf(contact)['id'])));
  const found: unknown[] = [];
  for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
    if (known.has(id) || !/^[1-9]\d*$/.test(id)) continue;
    known.add(id);
    const contact = await read(id);
    if (contact === null) continue;
    found.push(contact);
    wanted.push(idText(membersOf(contact)['mergedIntoContactId']));
  }
  return found;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function idText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
