import { parseAmount } from '../model/money.ts';
import type { Db } from './database.ts';

/** SQL gets `minor_units(text, currency)`: a decimal text in minor units, 0 if it is none. CRM+ tells no currency of schedules. */
export function addMinorUnits(db: Db): void {
  db.function('minor_units', { deterministic: true }, (text: unknown, currency: unknown) => {
    if (typeof text !== 'string' || typeof currency !== 'string') return 0;
    const amount = parseAmount(text, currency);
    return amount.ok ? amount.amountMinor : 0;
  });
}
