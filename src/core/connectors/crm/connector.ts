import type { HttpClient, HttpRequest } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { Reference } from '../../model/records.ts';
import type {
  CrmConnector,
  CrmStream,
  ReadStreamOptions,
  StreamFilter,
  StreamPage,
} from '../connector.ts';
import { readById, readDirectly } from '../direct-read.ts';
import type { PagePlan } from '../paging/page-plan.ts';
import { countRows, readPages } from '../paging/read-pages.ts';
import { findByTransactionIds, findGiftsOfContact } from './find.ts';
import { readOrganization } from './organization.ts';
import { GIFTS, SCHEDULES } from './query.ts';
import { createQueryOptions } from './query-options.ts';
import { crmPlan, resourceOf } from './streams.ts';

/** The reads of CRM+ (docs/api-facts.md A). `http` decides about pace, retries and what may be sent. */
export function createCrmConnector(http: HttpClient): CrmConnector {
  if (http.product !== 'crm')
    throw new Failure('defect', 'The CRM+ connector was given the client of another product.');
  const parametersOf = createQueryOptions(http);

  async function planFor<S extends CrmStream>(
    stream: S,
    filter: StreamFilter | null,
    signal?: AbortSignal,
  ): Promise<PagePlan<S>> {
    return crmPlan(stream, filter, filter && (await parametersOf(resourceOf(stream), signal)));
  }

  async function* readStream<S extends CrmStream>(
    stream: S,
    options: ReadStreamOptions = {},
  ): AsyncGenerator<StreamPage<S>, void, void> {
    yield* readPages(http, await planFor(stream, options.filter ?? null, options.signal), options);
  }

  return {
    readStream,
    countStream: async (stream, filter = null, signal) =>
      countRows(http, await planFor(stream, filter, signal), {
        hasFilter: filter !== null,
        signal,
      }),
    organization: (signal) => readOrganization(http, signal),
    readContact: (id, signal) =>
      readById(http, 'crm.contacts', { resource: 'Contact', id, words: 'contact', signal }),
    readGift: (id, signal) =>
      readById(http, 'crm.gifts', { resource: 'Gift', id, words: 'gift', signal }),
    readSchedule: (id, signal) =>
      readById(http, 'crm.recurring_gifts', {
        resource: 'RecurringGift',
        id,
        words: 'recurring gift',
        signal,
      }),
    // A merged contact answers for the references of the one it absorbed, and some answers have no references at all.
    readContactByReference: (reference, signal) =>
      readDirectly(
        http,
        'crm.contacts',
        byReference('Contact', 'contact', reference, signal),
        ({ references }) =>
          references.length === 0 || references.some((other) => isSame(other, reference)),
      ),
    readGiftByReference: (reference, signal) =>
      readDirectly(
        http,
        'crm.gifts',
        byReference('Gift', 'gift', reference, signal),
        (gift) => gift.reference !== null && isSame(gift.reference, reference),
      ),
    findGifts: (transactionIds, control, signal) =>
      findByTransactionIds(http, 'crm.gifts', GIFTS, { transactionIds, control, signal }),
    findSchedules: (transactionIds, control, signal) =>
      findByTransactionIds(http, 'crm.recurring_gifts', SCHEDULES, {
        transactionIds,
        control,
        signal,
      }),
    giftsOfContact: (contactId, signal) => findGiftsOfContact(http, contactId, signal),
  };
}

/** Both parts are encoded: they are free texts of other systems (A4, A6, E14). */
function byReference(
  resource: string,
  words: string,
  { source, id }: Reference,
  signal: AbortSignal | undefined,
): HttpRequest {
  const path = `/api/${resource}/${encodeURIComponent(source.toWellFormed())}/${encodeURIComponent(id.toWellFormed())}`;
  return { method: 'GET', path, stream: `${words} by reference`, signal };
}

function isSame(a: Reference, b: Reference): boolean {
  return (
    a.source.toLowerCase() === b.source.trim().toLowerCase() &&
    a.id.toLowerCase() === b.id.trim().toLowerCase()
  );
}
