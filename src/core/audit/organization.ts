import { isFailure } from '../model/failure.ts';
import type { OrganizationFacts } from '../model/records.ts';
import type { Connections } from './connections.ts';

/** Whose CRM+ it is; null without CRM+, or where the token may not ask. A refused token stops a run at its start. */
export async function organizationOf(
  connections: Connections,
  signal?: AbortSignal,
): Promise<OrganizationFacts | null> {
  try {
    return (await connections.crm?.organization(signal)) ?? null;
  } catch (error) {
    if (!isFailure(error, 'not_permitted')) throw error;
    return null;
  }
}

/** The country whose habits its telephone numbers have: of "en-CA" Canada's, as two letters; the United States' where it tells none. */
export function countryOf(organization: OrganizationFacts | null): string {
  return /-([A-Z]{2})$/.exec(organization?.culture ?? '')?.[1] ?? 'US';
}
