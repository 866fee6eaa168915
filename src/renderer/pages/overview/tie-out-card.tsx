import { Anchor, Text } from '@mantine/core';
import type { RunAnalysis } from '../../../core/model/run-analysis.ts';
import type { TieOutRow } from '../../../core/model/tie-out.ts';
import { pathTo } from '../../shell/routes.ts';
import { overviewWords } from '../../words/overview.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import { openLines } from '../tie-out/open-lines.ts';

const words = overviewWords.tieOut;

interface TieOutCardProps {
  readonly workspace: string;
  readonly runId: string;
  readonly rows: readonly TieOutRow[];
  /** Null for a run of an older Tieout. */
  readonly analysis: RunAnalysis | null;
}

/** Whether the totals tie out, at a glance. */
export function TieOutCard({ workspace, runId, rows, analysis }: TieOutCardProps) {
  const open = openLines(rows).length;
  const unreadable = records(rows, 'unreadable');
  const unknown = records(rows, 'unknown');
  const years = analysis?.donorYears ?? null;
  return (
    <Section title={words.title}>
      {rows.length === 0 ? (
        <Text size="sm">{words.empty}</Text>
      ) : (
        <>
          <Text fw={600} component="div">
            <Mark tone={open === 0 ? 'good' : 'bad'}>
              {open === 0 ? words.pass(rows.length) : words.fail(open, rows.length)}
            </Mark>
          </Text>
          <Text size="sm">{open === 0 ? words.passText : words.failText}</Text>
          {unreadable + unknown > 0 && (
            <Text size="sm" c="dimmed">
              {words.apart(unreadable, unknown)}
            </Text>
          )}
          <Anchor size="sm" href={`#${pathTo(workspace, 'tie-out', `/${runId}`)}`}>
            {words.open}
          </Anchor>
          {years !== null && (
            <Text size="sm">
              {words.years(years.total, years.compared)}{' '}
              {years.total > 0 && (
                <Anchor size="sm" href={`#${pathTo(workspace, 'tie-out', `/${runId}~by=donors`)}`}>
                  {words.openYears}
                </Anchor>
              )}
            </Text>
          )}
        </>
      )}
    </Section>
  );
}

function records(rows: readonly TieOutRow[], part: 'unreadable' | 'unknown'): number {
  return rows.reduce((sum, row) => sum + Math.abs(row[part].count), 0);
}
