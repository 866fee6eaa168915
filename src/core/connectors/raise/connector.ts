import type { HttpClient } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { RaiseConnector, RaiseStream, ReadStreamOptions, StreamPage } from '../connector.ts';
import { readById } from '../direct-read.ts';
import { countRows, readPages } from '../paging/read-pages.ts';
import { raisePlan } from './streams.ts';

/** The reads of Raise (docs/api-facts.md B). `http` decides about pace, retries and what may be sent. */
export function createRaiseConnector(http: HttpClient): RaiseConnector {
  if (http.product !== 'raise')
    throw new Failure('defect', 'The Raise connector was given the client of another product.');

  function readStream<S extends RaiseStream>(
    stream: S,
    options: ReadStreamOptions = {},
  ): AsyncGenerator<StreamPage<S>, void, void> {
    return readPages(http, raisePlan(stream, options.filter ?? null), options);
  }

  return {
    readStream,
    countStream: (stream, filter = null, signal) =>
      countRows(http, raisePlan(stream, filter), { hasFilter: filter !== null, signal }),
    readDonor: (id, signal) =>
      readById(http, 'raise.donors', { resource: 'Donor', id, words: 'donor', signal }),
    readGift: (id, signal) =>
      readById(http, 'raise.gifts', { resource: 'Gift', id, words: 'gift', signal }),
    readSchedule: (id, signal) =>
      readById(http, 'raise.recurring_gifts', {
        resource: 'RecurringGift',
        id,
        words: 'recurring gift',
        signal,
      }),
  };
}
