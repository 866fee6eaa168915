import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `wrong`: never given out, used, replaced or too old, and the asker can't tell which. `locked`: too many wrong ones. */
export type Trade = { readonly key: string } | 'wrong' | 'locked';

/** Who may come in: a one-time code from the terminal is traded for the key of this session. */
export interface Door {
  /** A new code, which takes the place of the last one and unlocks the door. */
  newCode(): string;
  trade(code: string): Trade;
  isKey(text: string): boolean;
}

export function makeDoor(
  limits: { codeLifeMs: number; wrongCodes: number },
  nowMs: () => number,
): Door {
  const key = randomBytes(32).toString('base64url');
  let current: { readonly code: string; readonly endsMs: number } | null = null;
  let wrong = 0;
  return {
    newCode() {
      const code = randomBytes(16).toString('base64url');
      current = { code, endsMs: nowMs() + limits.codeLifeMs };
      wrong = 0;
      return code;
    },
    trade(code) {
      // Counted however many questions are under way at once: nothing is awaited between the look and the count.
      if (wrong >= limits.wrongCodes) return 'locked';
      if (current !== null && isSame(code, current.code) && nowMs() < current.endsMs) {
        current = null;
        return { key };
      }
      wrong += 1;
      return 'wrong';
    },
    isKey: (text) => isSame(text, key),
  };
}

/** Takes the same time wherever the two differ; digests make the lengths equal. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
