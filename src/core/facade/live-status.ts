import { UNVERIFIED_WARNING } from '../model/hook-scheme.ts';
import { formatInstant } from '../model/instants.ts';
import { LIVE_FILTERS, type LiveFilter } from '../model/live-row.ts';
import type { LiveProductStatus, LiveSettings, LiveStatus } from '../model/live-status.ts';
import { PRODUCT_WORDS, type Product } from '../model/record-type.ts';
import { toConfirm } from '../monitor/confirm-suspects.ts';
import type { LiveStore } from '../monitor/live-store.ts';
import type { OneSidedRules } from '../monitor/one-sided.ts';
import { countWaiting } from '../staging/live/deliveries.ts';
import { countDeliveries } from '../staging/live/delivery-counts.ts';
import { countRows } from '../staging/live/live-rows.ts';
import { keptBodies } from '../staging/live/old-bodies.ts';
import { refusalCounts } from '../staging/live/refusals.ts';
import { otherKinds, unreadCounts } from '../staging/live/unread.ts';
import type { Holder } from '../staging/writer-lock.ts';

export interface StatusFacts {
  readonly settings: LiveSettings;
  readonly rules: OneSidedRules;
  readonly holder: Holder | null;
  readonly found: Pick<LiveStatus, 'findings' | 'actionable' | 'unaudited' | 'undecided'>;
  readonly nowMs: number;
}

/** Everything that is told of a workspace's webhooks at one moment; donor data is in none of it. */
export function liveStatus(store: LiveStore, facts: StatusFacts): LiveStatus {
  const { db } = store;
  const { settings, rules, holder, nowMs } = facts;
  const cutoffMs = nowMs - rules.limitMs;
  const count = (filter: LiveFilter): number =>
    countRows(db, { filter, cutoffMs, includeTestMode: rules.includeTestMode });
  const bodies = keptBodies(db);
  return {
    listener: holder === null ? null : { program: holder.program, pid: holder.pid },
    settings,
    warnings: (['raise', 'crm'] as const)
      .filter((product) => settings.schemes[product].kind === 'none')
      .map((product) => `${PRODUCT_WORDS[product]}: ${UNVERIFIED_WARNING}`),
    products: { raise: productStatus(store, 'raise'), crm: productStatus(store, 'crm') },
    waitingToApply: countWaiting(db),
    rows: Object.fromEntries(
      LIVE_FILTERS.map((filter) => [filter, count(filter)]),
    ) as LiveStatus['rows'],
    bodies: {
      kept: bodies.count,
      oldestUtc: bodies.oldestMs === null ? null : formatInstant(bodies.oldestMs),
    },
    waitingToConfirm: toConfirm(store, { rules, now: () => nowMs }).length,
    ...facts.found,
    otherKinds: otherKinds(db),
    unreadable: unreadCounts(db),
  };
}

function productStatus({ db }: LiveStore, product: Product): LiveProductStatus {
  const counts = countDeliveries(db).find((row) => row.product === product);
  const refused = refusalCounts(db)
    .filter((row) => row.product === product)
    .map(({ why, count }) => [why, count] as const);
  return {
    deliveries: counts?.deliveries ?? 0,
    repeated: counts?.repeated ?? 0,
    unverified: counts?.unverified ?? 0,
    firstUtc: counts === undefined ? null : formatInstant(counts.firstMs),
    lastUtc: counts === undefined ? null : formatInstant(counts.lastMs),
    refused: Object.fromEntries(refused),
  };
}
