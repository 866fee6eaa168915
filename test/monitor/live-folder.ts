import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDelivery } from '../../src/core/connectors/events/read-delivery.ts';
import type { LiveRow } from '../../src/core/model/live-row.ts';
import type { Product } from '../../src/core/model/record-type.ts';
import { applyNext, type ReadEvents } from '../../src/core/monitor/apply-deliveries.ts';
import { liveStore, type LiveStore } from '../../src/core/monitor/live-store.ts';
import type { NewDelivery } from '../../src/core/staging/live/deliveries.ts';
import { openLiveFile } from '../../src/core/staging/live/live-file.ts';
import { everyRow } from '../../src/core/staging/live/live-rows.ts';

/** A folder with a file of webhooks; closed and opened again as after a kill. */
export class LiveFolder implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tieout-live-'));
  store: LiveStore = liveStore(openLiveFile(this.folder));

  reopen(): void {
    const { forms } = this.store;
    this.store.db.close();
    this.store = liveStore(openLiveFile(this.folder), forms);
  }

  rows(): LiveRow[] {
    return [...everyRow(this.store.db)];
  }

  take(deliveries: readonly NewDelivery[]): void {
    this.store.deliveries.add(deliveries);
    while (applyNext(this.store, readEvents, 1000) > 0);
  }

  [Symbol.dispose](): void {
    this.store.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const readEvents: ReadEvents = (product, body, hint) => readDelivery(product, body, hint);

export function delivery(product: Product, text: string, receivedMs = 1_000): NewDelivery {
  const body = Buffer.from(text);
  const digest = createHash('sha256').update(body).digest('hex');
  return { product, receivedMs, verified: 'none', hint: null, digest, body };
}
