import type { HttpRequest } from '../../http/http.ts';
import type { ListSurface, StreamName } from '../connector.ts';

/** Which rows are asked for: `take` rows, past `skip` of those whose id is beyond `afterId` (null: of all). */
export interface Place {
  readonly afterId: string | null;
  readonly skip: number;
  readonly take: number;
}

/** One form in which a product lists a stream. */
export interface Surface {
  readonly name: ListSurface;
  /** Whether it takes a condition on the id. */
  readonly canKeyset: boolean;
  readonly request: (place: Place) => HttpRequest;
  /** The same rows in a form that tells little but their ids, for a record on which the full form fails. */
  readonly requestIds?: (place: Place) => HttpRequest;
}

/** How one stream is listed: the first surface that the product has is used throughout. */
export interface PagePlan<S extends StreamName> {
  readonly stream: S;
  readonly surfaces: readonly [Surface, ...Surface[]];
  /** Members of the record's own form. If no row of a first page has any of them, the next surface is tried. */
  readonly ownMembers: readonly string[];
}
