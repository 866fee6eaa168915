import { userInfo } from 'node:os';
import type { Preferences } from '../contract/app.ts';

/** Who is signed in to this computer. */
export function systemUser(): string {
  try {
    return userInfo().username || 'somebody';
  } catch {
    // A container can have a user without a name.
    return 'somebody';
  }
}

/** The name that the log of decisions is written with. */
export function whoDecides(preferences: { get(): Preferences }): string {
  return preferences.get().name ?? systemUser();
}
