import type { RunReport } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { countChanges } from '../../../core/model/lineage.ts';
import { countAccepted } from '../../../core/model/to-act-on.ts';
import { overviewWords } from '../../words/overview.ts';
import { Figure, Figures } from './figures.tsx';
import type { OpenNow } from './use-overview.ts';

const words = overviewWords.figures;

interface OpenFiguresProps {
  readonly report: RunReport;
  readonly open: OpenNow;
  readonly linkTo: (query: FindingQuery) => string;
}

/** Open, accepted, new, back and resolved: how many, since when. */
export function OpenFigures({ report, open, linkTo }: OpenFiguresProps) {
  const { changes } = report;
  const accepted = countAccepted(report);
  const since = changes?.since ?? null;
  const hint = (text: (since: string) => string): string =>
    since !== null ? text(overviewWords.since(since.asOfUtc)) : firstOrOlder(changes !== null);
  return (
    <Figures>
      <Figure
        title={words.open}
        count={open.total}
        hint={words.openHint(daysOpen(open, report))}
        href={linkTo({ actionable: true })}
      />
      <Figure
        title={words.new}
        count={since === null ? null : open.new}
        hint={hint(words.newHint)}
        href={linkTo({ actionable: true, changes: ['new'] })}
      />
      <Figure
        title={words.back}
        count={since === null ? null : open.back}
        hint={since === null ? hint(words.newHint) : words.backHint}
        href={linkTo({ actionable: true, changes: ['reappeared'] })}
      />
      <Figure
        title={words.resolved}
        count={changes === null || since === null ? null : countChanges(changes).resolved}
        hint={hint(words.resolvedHint)}
        href={null}
      />
      <Figure
        title={words.accepted}
        count={accepted}
        hint={accepted === 0 ? words.noneAccepted : words.acceptedHint}
        href={linkTo({ accepted: true })}
      />
    </Figures>
  );
}

/** How long the oldest open finding has been known, in whole days. */
function daysOpen({ oldest }: OpenNow, { run }: RunReport): number | null {
  if (oldest === null) return null;
  return Math.max(
    0,
    Math.floor((Date.parse(run.asOfUtc) - Date.parse(oldest.firstSeenUtc)) / 86_400_000),
  );
}

function firstOrOlder(isKnown: boolean): string {
  return isKnown ? words.first : words.notCompared;
}
