import { Group, VisuallyHidden } from '@mantine/core';
import type { StoredRunSummary } from '../../../../contract/runs.ts';
import { IconCheckCircle, IconInfo, IconWarning } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import { formatInstant, formatMoney } from '../../../words/format.ts';
import { isFiltered } from '../view/query-params.ts';
import type { FindingsView } from '../view/use-findings-view.ts';
import classes from './run-line.module.css';

interface RunLineProps {
  /** Null while the run goes on for the first time. */
  readonly run: StoredRunSummary | null;
  readonly view: FindingsView | null;
}

/** Which audit this is, what it is worth, and what is at stake in what is shown. */
export function RunLine({ run, view }: RunLineProps) {
  const all = run?.findings ?? null;
  return (
    <Group gap="xs" className={classes['line'] ?? ''}>
      <Standing run={run} />
      {run !== null && <span>{findingsWords.asOf(formatInstant(run.asOfUtc))}</span>}
      {view !== null && (
        <span className={classes['total']}>
          {all !== null && isFiltered(view.query)
            ? findingsWords.ofAll(view.total, all)
            : findingsWords.total(view.total)}
        </span>
      )}
      {view !== null && <Stakes view={view} />}
    </Group>
  );
}

function Standing({ run }: { readonly run: StoredRunSummary | null }) {
  if (run === null || run.status === null)
    return (
      <span className={classes['standing']} data-standing="provisional">
        <IconInfo />
        {findingsWords.provisional}
      </span>
    );
  const isVerified = run.status === 'verified';
  return (
    <span className={classes['standing']} data-standing={run.status}>
      {isVerified ? <IconCheckCircle /> : <IconWarning />}
      {isVerified ? findingsWords.verified : findingsWords.notVerified}
    </span>
  );
}

function Stakes({ view }: { readonly view: FindingsView }) {
  const amounts = view.sums.flatMap(({ currency, amountMinor }) =>
    currency === null || amountMinor === 0 ? [] : [formatMoney(amountMinor, currency)],
  );
  if (amounts.length === 0) return null;
  return (
    <span className={classes['total']} title={findingsWords.sumsLabel}>
      <VisuallyHidden>{findingsWords.sumsLabel}: </VisuallyHidden>
      {findingsWords.sums(amounts)}
    </span>
  );
}
