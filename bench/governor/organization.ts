/** A nonprofit whose integrations spend of the CRM+ quota that an audit shares. All numbers are by the hour. */
export interface Organization {
  readonly name: string;
  readonly limit: number;
  /** Calls spread over the hour at random. */
  readonly steady: number;
  /** A job that starts at a minute of each hour and makes its calls five a second. */
  readonly batch: { readonly minute: number; readonly calls: number } | null;
}

export const ORGANIZATIONS: readonly Organization[] = [
  { name: 'idle', limit: 5000, steady: 0, batch: null },
  { name: 'normal', limit: 5000, steady: 1000, batch: { minute: 40, calls: 500 } },
  { name: 'busy', limit: 5000, steady: 3000, batch: { minute: 20, calls: 1000 } },
  { name: 'hourly job', limit: 5000, steady: 100, batch: { minute: 35, calls: 2000 } },
  { name: 'small quota, busy', limit: 1500, steady: 900, batch: { minute: 50, calls: 200 } },
];

const HOUR_MS = 3_600_000;
const BATCH_EVERY_MS = 200;

/** When others call, in order: the same seed gives the same hours. Busy hours and quiet hours differ by a third. */
export function othersCalls(
  { steady, batch }: Organization,
  hours: number,
  random: () => number,
): Float64Array {
  const at: number[] = [];
  for (let hour = 0; hour < hours; hour++) {
    const most = steady * (1 + (random() - 0.5) / 1.5);
    for (let call = 0; call < most; call++) at.push((hour + random()) * HOUR_MS);
    if (batch === null) continue;
    for (let call = 0; call < batch.calls; call++)
      at.push(hour * HOUR_MS + batch.minute * 60_000 + call * BATCH_EVERY_MS);
  }
  return Float64Array.from(at).sort();
}
