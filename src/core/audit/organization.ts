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
