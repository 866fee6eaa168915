import type { LinkSample } from '../model/connection-report.ts';

/** Which way of naming the other side a link has. */
export type LinkForm = Pick<LinkSample, 'recordType' | 'from' | 'source' | 'prefix'>;

/** What following one link showed; `open`: a record that can't be judged. */
export type Followed = 'nowhere' | 'agrees' | 'disagrees' | 'open';

type Row = { -readonly [M in keyof LinkSample]: LinkSample[M] };

/** Counts links by their form; sources are compared without case. */
export class LinkTally {
  readonly #rows = new Map<string, Row>();

  see(form: LinkForm): void {
    this.#row(form).seen += 1;
  }

  follow(form: LinkForm, followed: Followed): void {
    const row = this.#row(form);
    row.tried += 1;
    if (followed === 'nowhere') return;
    row.resolved += 1;
    if (followed === 'agrees') row.agreed += 1;
    if (followed === 'disagrees') row.disagreed += 1;
  }

  /** Raise's own first, then the most frequent ones. */
  rows(): LinkSample[] {
    const rank = { raise: 0, crm: 1 };
    return [...this.#rows.values()].sort(
      (a, b) => rank[a.from] - rank[b.from] || b.seen - a.seen || (a.source < b.source ? -1 : 1),
    );
  }

  #row({ recordType, from, source, prefix }: LinkForm): Row {
    const key = JSON.stringify([recordType, from, source.toLowerCase(), prefix]);
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const counts = { seen: 0, tried: 0, resolved: 0, agreed: 0, disagreed: 0 };
    const row: Row = { recordType, from, source, prefix, ...counts };
    this.#rows.set(key, row);
    return row;
  }
}

/** Some of many, evenly over all of them. */
export function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, index) => index % step === 0).slice(0, most);
}
