import { z } from 'zod';
import type { HttpClient } from '../../http/http.ts';
import { isFailure } from '../../model/failure.ts';
import type { CrmResource } from './query.ts';

const optionsSchema = z.object({ options: z.array(z.object({ parameter: z.string() })) });

/** The parameters that CRM+ knows for a resource; null if it doesn't tell. */
export type ParameterNames = ReadonlySet<string> | null;

/**
 * Asks once for each resource which parameters there are (`GET /api/X/QueryOptions`, docs/api-facts.md A3). CRM+
 * ignores unknown names silently, so a name that isn't listed must not be sent: it would select everything.
 */
export function createQueryOptions(
  http: HttpClient,
): (resource: CrmResource, signal?: AbortSignal) => Promise<ParameterNames> {
  const known = new Map<string, ParameterNames>();
  return async (resource, signal) => {
    const before = known.get(resource.name);
    if (before !== undefined) return before;
    const names = await readNames(http, resource, signal);
    known.set(resource.name, names);
    return names;
  };
}

async function readNames(
  http: HttpClient,
  resource: CrmResource,
  signal: AbortSignal | undefined,
): Promise<ParameterNames> {
  try {
    const answer = await http.send({
      method: 'GET',
      path: `/api/${resource.name}/QueryOptions`,
      stream: `${resource.words} query options`,
      signal,
    });
    const parsed = answer.kind === 'json' ? optionsSchema.safeParse(answer.value) : null;
    return parsed?.success ? new Set(parsed.data.options.map((option) => option.parameter)) : null;
  } catch (error) {
    // Without the names everything is read; that is more calls, but nothing is missed.
    if (
      isFailure(error, 'not_permitted') ||
      isFailure(error, 'not_found') ||
      isFailure(error, 'bad_answer')
    )
      return null;
    throw error;
  }
}
