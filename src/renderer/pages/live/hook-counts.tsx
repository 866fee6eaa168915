import { REFUSALS } from '../../../core/model/hook-scheme.ts';
import type { LiveStatus } from '../../../core/model/live-status.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { formatInstant, formatNumber } from '../../words/format.ts';
import { liveWords } from '../../words/live.ts';
import facts from '../audit/facts.module.css';
import classes from './live.module.css';

const words = liveWords.hook;

interface HookCountsProps {
  readonly product: Product;
  readonly status: LiveStatus;
}

/** How many of a product's deliveries came, and what became of those that did not end in a row. */
export function HookCounts({ product, status }: HookCountsProps) {
  const { deliveries, repeated, unverified, lastUtc, refused } = status.products[product];
  const refusals = REFUSALS.flatMap((why) => {
    const count = refused[why] ?? 0;
    return count > 0 ? [words.refusedFor(why, count)] : [];
  });
  const unread = status.unreadable
    .filter((one) => one.product === product)
    .map(({ records, why }) => words.named(why, records));
  const others = status.otherKinds
    .filter((one) => one.product === product)
    .map(({ events, name }) => words.named(name, events));
  const listed = (lines: readonly string[]): string =>
    lines.length === 0 ? words.zero : lines.join(', ');
  const rows: readonly (readonly [string, string])[] = [
    [words.events, formatNumber(deliveries)],
    [words.repeated, formatNumber(repeated)],
    [words.unverified, formatNumber(unverified)],
    [words.refused, listed(refusals)],
    [words.unreadable, listed(unread)],
    [words.otherKinds, listed(others)],
    [words.last, lastUtc === null ? words.none : formatInstant(lastUtc)],
  ];
  return (
    <dl
      className={`${facts['facts']} ${classes['counts']}`}
      aria-label={liveWords.of(words.counts, PRODUCT_WORDS[product])}
      data-counts={product}
    >
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
