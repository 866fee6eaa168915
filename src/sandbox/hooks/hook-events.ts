import type { WireRecord } from '../wire-record.ts';
import { isWireRecord } from '../wire-record.ts';
import type { World } from '../world/world.ts';

export type HookProduct = 'raise' | 'crm';
export type HookResource = 'gifts' | 'donors' | 'recurringGifts' | 'contacts';
export type HookWhat = 'created' | 'updated' | 'deleted';

/** Something that happened to one record, of which its product tells its subscribers. */
export interface HookEvent {
  product: HookProduct;
  resource: HookResource;
  what: HookWhat;
  id: number;
}

/** Raise's numbers of events as its delivery logs name them; the vendor documents the numbers alone (docs/api-facts.md B8). */
const RAISE_NUMBERS: { [resource in HookResource]?: number } = {
  gifts: 10,
  recurringGifts: 20,
  donors: 30,
};
const RAISE_NAMES: { [resource in HookResource]?: string } = {
  gifts: 'Gift',
  recurringGifts: 'Recurring Gift',
  donors: 'Donor',
};
const WHATS: readonly HookWhat[] = ['created', 'updated', 'deleted'];

export function raiseNumber({ resource, what }: HookEvent): number {
  return (RAISE_NUMBERS[resource] ?? 0) + WHATS.indexOf(what);
}

export function raiseLabel({ resource, what }: HookEvent): string {
  return `${RAISE_NAMES[resource] ?? ''} ${what.charAt(0).toUpperCase()}${what.slice(1)}`;
}

/** The switch of a CRM+ subscription, "giftCreate"; null for what CRM+ tells nobody (docs/api-facts.md A8). */
export function crmSwitch({ resource, what }: HookEvent): string | null {
  const verb = what.replace(/d$/, '').replace(/^creat$|^updat$|^delet$/, (stem) => `${stem}e`);
  const action = verb.charAt(0).toUpperCase() + verb.slice(1);
  if (resource === 'gifts') return `gift${action}`;
  return resource === 'contacts' && what !== 'deleted' ? `contact${action}` : null;
}

/** The body of a delivery: Raise's is the record itself, CRM+'s has it in an envelope, with custom fields as a map (A8, B8). */
export function bodyOf(event: HookEvent, world: World): WireRecord {
  const { product, resource, id } = event;
  const table = (world[product] as { [name: string]: World['raise']['gifts'] | undefined })[
    resource
  ];
  const record = table?.get(id) ?? { id };
  if (product === 'raise') return record;
  const name = crmSwitch(event) ?? '';
  const wrapped = resource === 'gifts' ? 'gift' : 'contact';
  const model = 'customFields' in record ? { ...record, customFields: asMap(record) } : record;
  return { event: name.charAt(0).toUpperCase() + name.slice(1), models: [{ [wrapped]: model }] };
}

function asMap({ customFields }: WireRecord): WireRecord {
  const fields: unknown[] = Array.isArray(customFields) ? customFields : [];
  return Object.fromEntries(
    fields
      .filter(isWireRecord)
      .map((field) => [String(field['displayName'] ?? field['name']), field['value']]),
  );
}
