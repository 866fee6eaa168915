import type { Db } from '../staging/database.ts';
import { Deliveries } from '../staging/live/deliveries.ts';
import { LiveRows } from '../staging/live/live-rows.ts';
import { Sides } from '../staging/live/sides.ts';
import { NO_FORMS, type LiveForms } from './counterparts.ts';

/** A workspace's file of webhooks with what it takes to fill it. */
export interface LiveStore {
  readonly db: Db;
  readonly deliveries: Deliveries;
  readonly sides: Sides;
  readonly rows: LiveRows;
  /** How CRM+ refers to Raise; `relink` changes it. */
  forms: LiveForms;
}

export function liveStore(db: Db, forms: LiveForms = NO_FORMS): LiveStore {
  return {
    db,
    deliveries: new Deliveries(db),
    sides: new Sides(db),
    rows: new LiveRows(db),
    forms,
  };
}
