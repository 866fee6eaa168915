import type { Failure } from '../../model/failure.ts';
import type { Cursor, StreamName, StreamPage } from '../connector.ts';

/** What one step of a read came to. */
export type Step<S extends StreamName> =
  | { readonly kind: 'page'; readonly page: StreamPage<S> }
  /** A single record that can't be read; its page is handed on once the server has answered again. */
  | { readonly kind: 'poison'; readonly page: StreamPage<S>; readonly failure: Failure }
  /** Nothing to hand on yet. */
  | { readonly kind: 'go'; readonly next: Cursor };
