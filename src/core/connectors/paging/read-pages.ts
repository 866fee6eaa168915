import type { HttpClient } from '../../http/http.ts';
import { Failure } from '../../model/failure.ts';
import type { Cursor, ReadStreamOptions, StreamName, StreamPage } from '../connector.ts';
import { KeysetReader } from './keyset.ts';
import { OffsetReader } from './offset.ts';
import type { PagePlan } from './page-plan.ts';
import { PageSource } from './page-source.ts';
import { isUnsupported, sendForList } from './send-for-list.ts';
import { MOST_PASSED, MOST_PASSED_AT_FIRST } from './poison.ts';

/**
 * The pages of a stream until the empty answer that proves the end (product.md §4, "never trust a filter or a page").
 * @throws Failure when a page can't be read after all tries
 */
export async function* readPages<S extends StreamName>(
  http: HttpClient,
  plan: PagePlan<S>,
  options: ReadStreamOptions,
): AsyncGenerator<StreamPage<S>, void, void> {
  const source = new PageSource(http, plan, options);
  const keyset = new KeysetReader(source);
  const offset = new OffsetReader(source);
  let cursor: Cursor = options.from ?? source.startCursor();
  let passed: StreamPage<S>[] = [];
  for (;;) {
    if (options.signal?.aborted)
      throw new Failure('cancelled', 'The work was cancelled.', { stream: plan.stream });
    const step = cursor.mode === 'keyset' ? await keyset.step(cursor) : await offset.step(cursor);
    if (step.kind === 'poison') {
      passed.push(step.page);
      // Only a server that answers for other records proves that this one is the trouble.
      if (passed.length > (source.memory.hasRead ? MOST_PASSED : MOST_PASSED_AT_FIRST))
        throw step.failure;
      cursor = step.page.next;
      continue;
    }
    if (step.kind === 'go') {
      cursor = step.next;
      continue;
    }
    for (const page of passed) {
      const isKnown = page.rows.every((row) => row.record.id !== null);
      if (!isKnown)
        source.anomaly(
          'rows_skipped_unreadable',
          'the server fails on a record whose id it does not tell',
        );
      yield page;
    }
    if (passed.length > 0) source.size.notePoisonPassed();
    passed = [];
    yield step.page;
    if (step.page.isEnd) return;
    cursor = step.page.next;
  }
}

/**
 * The advertised number of records: one call for one row. Null if the product tells none, or none for the filter:
 * only the first surface applies it.
 */
export async function countRows<S extends StreamName>(
  http: HttpClient,
  plan: PagePlan<S>,
  options: { readonly hasFilter: boolean; readonly signal?: AbortSignal | undefined },
): Promise<number | null> {
  const isFilterSent = plan.surfaces.some((surface) => surface.name === 'query_unfiltered');
  if (options.hasFilter && !isFilterSent) return null;
  for (const surface of plan.surfaces) {
    if (options.hasFilter && surface !== plan.surfaces[0]) return null;
    try {
      const request = surface.request({ afterId: null, skip: 0, take: 1 });
      return (await sendForList(http, { ...request, signal: options.signal })).raw.total;
    } catch (error) {
      if (surface === plan.surfaces.at(-1) || !(error instanceof Failure) || !isUnsupported(error))
        throw error;
    }
  }
  return null;
}
