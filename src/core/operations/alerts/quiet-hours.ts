import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '../../model/alert.ts';
import type { InstantMs } from '../../model/instants.ts';

/** Until when nobody is to be disturbed; null if now is no quiet time. They may go over midnight. */
export function quietUntil(
  quiet: QuietHours | null,
  timeZone: string,
  nowMs: InstantMs,
): InstantMs | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  const time = now.toPlainTime().toString().slice(0, 5);
  const isQuiet =
    quiet.from < quiet.to
      ? quiet.from <= time && time < quiet.to
      : quiet.from <= time || time < quiet.to;
  if (!isQuiet) return null;
  const date = now.toPlainDate();
  const day = time < quiet.to ? date : date.add({ days: 1 });
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(quiet.to) })
    .epochMilliseconds;
}
