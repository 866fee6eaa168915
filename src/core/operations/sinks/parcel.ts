import type { AlertMessage } from '../../model/alert.ts';

/** Several messages as one; `id` stays the same over all tries, so that who gets it twice can tell. */
export interface Parcel {
  readonly id: string;
  readonly messages: readonly AlertMessage[];
}
