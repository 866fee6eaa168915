import { z } from 'zod';
import type { FailureFacts } from '../contract/failure.ts';

/** What main tells the engine's process; each comes with the ports it speaks of. */
export const engineOrder = z.discriminatedUnion('kind', [
  /** First of all, with the port on which main serves what only it can do. */
  z.object({ kind: z.literal('start'), dataFolder: z.string(), version: z.string() }),
  /** With a port of somebody who asks: a page, or main itself. */
  z.object({ kind: z.literal('connect') }),
  /** Audits stop at their next safe point, then the process ends. */
  z.object({ kind: z.literal('close') }),
]);
export type EngineOrder = z.infer<typeof engineOrder>;

/** What the engine's process tells main. */
export const engineNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** A fault that nobody waited for; the engine goes on. */
  z.object({ kind: z.literal('told'), details: z.string() }),
  /** It could not start, or can't go on; the process ends after it. */
  z.object({ kind: z.literal('failed'), failure: z.custom<FailureFacts>(isFacts) }),
]);
export type EngineNews = z.infer<typeof engineNews>;

function isFacts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sentence' in value &&
    typeof value.sentence === 'string' &&
    'details' in value &&
    typeof value.details === 'string'
  );
}
