import { z } from 'zod';

const instant = z.number().finite();
const calls = z.int().min(0);

const paceMemory = z.object({
  savedAtMs: instant,
  waits: z.object({ server: instant.nullable(), quota: instant.nullable() }),
  quota: z.object({
    window: z.object({
      limit: calls.nullable(),
      resetAtMs: instant.nullable(),
      ownCalls: calls,
      firstSeenMs: instant.nullable(),
      lengthsMs: z.array(instant),
    }),
    others: z.object({
      calls,
      seenAtMs: instant.nullable(),
      earlierShares: z.array(z.number().min(0).max(1)),
    }),
    /** Our own calls of the last hour, by the minute: when the last of each left, and how many they were. */
    hour: z.array(z.tuple([instant, calls])),
  }),
});

/**
 * What a product told and what we asked of it, for the next process: it neither asks too early nor counts anew.
 * Instants are on our clock.
 */
export type PaceMemory = Readonly<z.infer<typeof paceMemory>>;
export type QuotaMemory = PaceMemory['quota'];

/** A memory as it was stored; null for what this Tieout can't read: then the products tell anew. */
export function readPaceMemory(stored: unknown): PaceMemory | null {
  return paceMemory.safeParse(stored).data ?? null;
}
