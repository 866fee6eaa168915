import { z } from 'zod';
import type { HttpClient } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { OrganizationFacts } from '../../model/records.ts';

export const ORGANIZATION_PATH = '/api/Organization/Current';
/** Every member may be missing or of another type; an answer without any of them is not the organization. */
const factsSchema = z.object({
  organizationName: z.string().nullish().catch(null),
  organizationTimeZone: z.string().nullish().catch(null),
  organizationCulture: z.string().nullish().catch(null),
});

/**
 * Who the token belongs to: the check of the connection (`GET /api/Organization/Current`, docs/api-facts.md A1).
 * @throws Failure
 */
export async function readOrganization(
  http: HttpClient,
  signal: AbortSignal | undefined,
): Promise<OrganizationFacts> {
  const answer = await http.send({
    method: 'GET',
    path: ORGANIZATION_PATH,
    stream: 'organization',
    signal,
  });
  const context = {
    product: http.product,
    stream: 'organization',
    method: 'GET',
    url: http.origin + ORGANIZATION_PATH,
    status: answer.status,
  };
  if (answer.kind === 'not_found')
    throw new Failure(
      'not_found',
      `There is no ${ORGANIZATION_PATH} at ${http.origin}. Check the address of CRM+.`,
      context,
    );
  const parsed = factsSchema.safeParse(answer.value);
  const facts = parsed.data;
  if (!facts || Object.values(facts).every((value) => value == null)) {
    throw new Failure(
      'bad_answer',
      `${http.origin}${ORGANIZATION_PATH} did not answer as CRM+ does. Check the address.`,
      context,
    );
  }
  return {
    name: textOf(facts.organizationName),
    timeZone: textOf(facts.organizationTimeZone),
    culture: textOf(facts.organizationCulture),
  };
}

function textOf(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
