import { setImmediate } from 'node:timers/promises';

/** A row of the vendor guide's integration database (pattern 2). */
export interface GuideRow {
  readonly id: number;
  raiseGiftId: unknown;
  raiseGiftSeenAt: Date | null;
  crmGiftId: unknown;
  crmGiftSeenAt: Date | null;
}

/** A database without a unique key, whose calls take a moment, as any database's do. */
export class GuideDatabase {
  readonly rows: GuideRow[] = [];

  async findByRaiseGiftId(id: unknown): Promise<GuideRow | null> {
    await setImmediate();
    return this.rows.find((row) => row.raiseGiftId === id) ?? null;
  }

  async create(values: Partial<GuideRow>): Promise<void> {
    await setImmediate();
    const none = { raiseGiftId: null, raiseGiftSeenAt: null, crmGiftId: null, crmGiftSeenAt: null };
    this.rows.push({ ...none, ...values, id: this.rows.length + 1 });
  }

  async update(id: number, values: Partial<GuideRow>): Promise<void> {
    await setImmediate();
    const row = this.rows.find((known) => known.id === id);
    if (row !== undefined) Object.assign(row, values);
  }
}

/** The guide's handler of Raise's webhook, as it behaves. */
export async function handleRaiseGiftEvent(db: GuideDatabase, payload: Json): Promise<void> {
  const existing = await db.findByRaiseGiftId(payload['id']);
  if (existing) await db.update(existing.id, { raiseGiftSeenAt: new Date() });
  else await db.create({ raiseGiftId: payload['id'], raiseGiftSeenAt: new Date() });
}

/** The guide's handler of CRM+'s webhook, as it behaves. */
export async function handleCrmGiftEvent(db: GuideDatabase, payload: Json): Promise<void> {
  const source = payload['transactionSource'] === 'raise' ? payload['sourceId'] : null;
  if (!source) return;
  const existing = await db.findByRaiseGiftId(source);
  if (existing)
    await db.update(existing.id, { crmGiftId: payload['id'], crmGiftSeenAt: new Date() });
  else
    await db.create({ raiseGiftId: source, crmGiftId: payload['id'], crmGiftSeenAt: new Date() });
}

export type Json = Readonly<Record<string, unknown>>;
