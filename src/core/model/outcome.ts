import type { FailureKind } from './failure.ts';

/**
 * What a direct read of one record told. "Absent", "unknown" and "found" are three different answers;
 * absent means two 404s at least five seconds apart (or a proved batch look-up, twice).
 */
export type Outcome<T> =
  | { readonly kind: 'found'; readonly record: T }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly failure: FailureKind };
