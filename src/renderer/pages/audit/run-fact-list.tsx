import type { RunFacts } from '../../../core/model/report.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatInstant } from '../../words/format.ts';
import classes from './facts.module.css';

/** What a reader of the result has to know about how it was made. */
export function RunFactList({ run }: { readonly run: RunFacts }) {
  const { organization, asOfUtc, parameters, plan, spent, digest } = run;
  const minutes = plan && Math.max(...plan.products.map((product) => product.minutes));
  const facts: readonly (readonly [string, string])[] = [
    ...(organization === null ? [] : [[words.organization, organization] as const]),
    [words.asOf, formatInstant(asOfUtc)],
    [words.zone, parameters.timeZone],
    [words.lag, words.hours(parameters.lagHours)],
    [words.time, words.plannedTime(minutes, spent.activeMs)],
    [words.digest, digest],
  ];
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
