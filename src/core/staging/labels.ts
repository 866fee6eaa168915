import { raiseShares, crmShares, type KeyedShare } from '../model/projects.ts';
import type { CrmGift, RaiseGift, RaiseSchedule } from '../model/records.ts';
import type { Db } from './database.ts';

export type LabelKind = 'campaign' | 'project';

/** The label of records without a campaign or project. */
export const NO_LABEL = 0;
/** So many of a kind are told apart; any more are noise, and share one label. */
const MOST_LABELS = 20_000;
const OTHERS = { key: '\u2026', name: 'All others' };

/** A gift's amount by project: the one label, or the JSON of [[label, amount], …], labels rising. */
export type StoredShares = number | string;

/** Campaigns and projects of a capture file by short numbers, so that sums over them read no text. */
export class Labels {
  readonly #db: Db;
  readonly #ids: Record<LabelKind, Map<string, number>> = {
    campaign: new Map(),
    project: new Map(),
  };

  constructor(db: Db) {
    this.#db = db;
    const known = db.prepare('SELECT id, kind, key FROM label').all();
    for (const label of known as { id: number; kind: LabelKind; key: string }[])
      this.#ids[label.kind].set(label.key, label.id);
  }

  /** A gift's or schedule's campaign; made if it is new. */
  campaign(record: RaiseGift | RaiseSchedule): number {
    const { campaignId, campaignName } = record;
    const key = campaignId ?? (campaignName === null ? null : `name:${campaignName}`);
    return this.#make('campaign', key, campaignName);
  }

  raiseGift(gift: RaiseGift): StoredShares {
    return asStored(this.byProject(raiseShares(gift)));
  }

  crmGift(gift: CrmGift): StoredShares {
    return asStored(this.byProject(crmShares(gift)));
  }

  /** Amounts by label. */
  byProject(shares: readonly KeyedShare[]): Map<number, number> {
    const amounts = new Map<number, number>();
    for (const share of shares) {
      const label = this.#make('project', share.key, share.name);
      amounts.set(label, (amounts.get(label) ?? 0) + share.amountMinor);
    }
    return amounts;
  }

  #make(kind: LabelKind, key: string | null, name: string | null): number {
    if (key === null) return NO_LABEL;
    const ids = this.#ids[kind];
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (ids.size >= MOST_LABELS && key !== OTHERS.key)
      return this.#make(kind, OTHERS.key, OTHERS.name);
    const made = this.#db
      .prepare('INSERT INTO label (kind, key, name) VALUES (?, ?, ?)')
      .run([kind, key, name]);
    ids.set(key, Number(made.lastInsertRowid));
    return Number(made.lastInsertRowid);
  }
}

/** The amounts that stored shares say; of one project it is the whole amount. */
export function readShares(stored: StoredShares, amount: number): Map<number, number> {
  return typeof stored === 'number'
    ? new Map([[stored, amount]])
    : new Map(JSON.parse(stored) as [number, number][]);
}

/** The label of a key; null if the file has none of it. */
export function labelOf(db: Db, kind: LabelKind, key: string | null): number | null {
  if (key === null) return NO_LABEL;
  const id: unknown = db
    .prepare('SELECT id FROM label WHERE kind = ? AND key = ?')
    .pluck()
    .get([kind, key]);
  return typeof id === 'number' ? id : null;
}

/** Keys and names by label; a campaign that gifts tell only the id of has the name that the list of campaigns gives it. */
export function labelNames(
  db: Db,
  kind: LabelKind,
): Map<number, { readonly key: string; readonly name: string | null }> {
  const listed =
    kind === 'campaign'
      ? 'coalesce(name, (SELECT max(c.name) FROM raise_campaign c WHERE CAST(c.id AS TEXT) = label.key))'
      : 'name';
  const rows = db
    .prepare(`SELECT id, key, ${listed} AS name FROM label WHERE kind = ?`)
    .all([kind]) as { id: number; key: string; name: string | null }[];
  return new Map(rows.map(({ id, key, name }) => [id, { key, name }]));
}

function asStored(amounts: ReadonlyMap<number, number>): StoredShares {
  const [only] = amounts.keys();
  if (amounts.size === 1 && only !== undefined) return only;
  return JSON.stringify([...amounts].sort(([a], [b]) => a - b));
}
