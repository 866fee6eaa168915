import { callsWords } from '../../words/calls.ts';
import { formatBytes, formatNumber } from '../../words/format.ts';
import type { CallTotals as Totals } from './call-filter.ts';
import classes from './call-totals.module.css';

const words = callsWords.totals;

/** How much was asked, and how much of it went wrong. */
export function CallTotals({ totals }: { readonly totals: Totals }) {
  const facts = [
    { name: words.calls, value: formatNumber(totals.calls) },
    { name: words.failed, value: formatNumber(totals.failed) },
    { name: words.tooMany, value: formatNumber(totals.tooMany) },
    { name: words.bytes, value: formatBytes(totals.bytes) },
  ];
  return (
    <ul className={classes['totals']} aria-label={callsWords.totalsLabel}>
      {facts.map(({ name, value }) => (
        <li key={name}>
          <strong>{value}</strong> {name}
        </li>
      ))}
    </ul>
  );
}
