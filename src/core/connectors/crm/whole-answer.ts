import type { HttpClient } from '../../http/http.ts';
import type { ParsedRow, StreamRecords } from '../connector.ts';
import { sendForList } from '../paging/send-for-list.ts';
import { keyOf } from '../paging/row-ids.ts';
import { readRow } from '../wire/read-row.ts';
import { SHAPES } from '../wire/shapes.ts';
import type { CrmQuery, CrmResource } from './query.ts';
import { queryRequest } from './query.ts';

const LARGEST_PAGE = 1000;
const MOST_PAGES = 20;
/** What CRM+ serves if nothing is asked for (docs/api-facts.md A3): no silent cap is smaller. */
const NEVER_CAPPED = 10;

export interface WholeAnswer<T> {
  /** Whether these are all rows, all of them asked for and none twice. If not, what is missing is not known. */
  readonly isWhole: boolean;
  readonly rows: readonly ParsedRow<T>[];
  /** The answer's text; of several pages, their rows in one list. */
  readonly text: string;
}

/**
 * All rows of a narrow query. One call if few rows come and the total says that it was all; else until an empty page.
 * Stops at the first row that was not asked for: then the conditions were ignored, and everything would come.
 */
export async function readWholeAnswer<S extends 'crm.gifts' | 'crm.recurring_gifts'>(
  http: HttpClient,
  stream: S,
  resource: CrmResource,
  question: {
    readonly groups: CrmQuery['groups'];
    readonly isAsked: (row: ParsedRow<StreamRecords[S]>) => boolean;
    readonly signal: AbortSignal | undefined;
  },
): Promise<WholeAnswer<StreamRecords[S]>> {
  const { groups, isAsked, signal } = question;
  const items: unknown[] = [];
  const rows: ParsedRow<StreamRecords[S]>[] = [];
  const texts: string[] = [];
  const answer = (isWhole: boolean): WholeAnswer<StreamRecords[S]> => {
    return {
      isWhole,
      rows,
      text:
        texts.length === 1
          ? (texts[0] ?? '')
          : JSON.stringify({ list: items, total: items.length }),
    };
  };
  for (let page = 0; page < MOST_PAGES; page++) {
    const request = queryRequest(resource, resource.path, {
      groups,
      skip: items.length,
      take: LARGEST_PAGE,
    });
    const { raw, text } = await sendForList(http, { ...request, signal });
    if (page === 0 || raw.items.length > 0) texts.push(text);
    items.push(...raw.items);
    rows.push(...raw.items.map((item) => readRow(SHAPES[stream], item)));
    if (!rows.every(isAsked) || new Set(rows.map(keyOf)).size < rows.length) return answer(false);
    const isShort = page === 0 && rows.length <= NEVER_CAPPED && raw.total === rows.length;
    if (isShort || raw.items.length === 0) return answer(true);
  }
  return answer(false);
}
