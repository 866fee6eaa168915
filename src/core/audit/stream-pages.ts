import type {
  CrmStream,
  RaiseStream,
  ReadStreamOptions,
  StreamFilter,
  StreamPage,
} from '../connectors/connector.ts';
import { productOf, type StreamName, type StreamRow } from '../model/streams.ts';
import type { Connections } from './connections.ts';

/** The filter of a stream of which single records were read instead of the list. */
export const BY_ID = 'by id';

/** One stream to read. A filter narrows the read; rows outside it that come all the same are kept, and matched like others. */
export interface StreamPlan {
  readonly stream: StreamName;
  readonly filter: StreamFilter | null;
}

/** Pages of a list, by the connector of its product. */
export function pagesOf(
  { raise, crm }: Connections,
  stream: StreamName,
  read: ReadStreamOptions,
): AsyncGenerator<StreamPage> {
  if (productOf(stream) === 'raise') return raise.readStream(stream as RaiseStream, read);
  if (crm === null) throw new Error('There is no CRM+ connection to read from.');
  return crm.readStream(stream as CrmStream, read);
}

/** The number of records that a product advertises; null if it tells none. */
export async function countOf(
  { raise, crm }: Connections,
  { stream, filter }: StreamPlan,
  signal?: AbortSignal,
): Promise<number | null> {
  if (productOf(stream) === 'raise')
    return raise.countStream(stream as RaiseStream, filter, signal);
  return crm?.countStream(stream as CrmStream, filter, signal) ?? null;
}

/** The rows of a page with their stream's name, as the store takes them. */
export function asStreamRows(page: Pick<StreamPage, 'stream' | 'rows'>): StreamRow[] {
  return page.rows.map((row) =>
    row.kind === 'record'
      ? ({ kind: 'record', stream: page.stream, record: row.record } as StreamRow)
      : row,
  );
}
