import { Anchor, Text } from '@mantine/core';
import type { Coverage } from '../../../core/model/report.ts';
import { pathTo } from '../../shell/routes.ts';
import { overviewWords } from '../../words/overview.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';

const words = overviewWords.coverage;

interface CoverageCardProps {
  readonly workspace: string;
  readonly runId: string;
  readonly coverage: readonly Coverage[];
}

/** Whether every list was read to its end, at a glance. */
export function CoverageCard({ workspace, runId, coverage }: CoverageCardProps) {
  const complete = coverage.filter((stream) => stream.complete).length;
  const changed = coverage.filter((stream) => stream.changed).length;
  const isWhole = complete === coverage.length;
  return (
    <Section title={words.title}>
      <Text fw={600} component="div">
        <Mark tone={isWhole ? 'good' : 'warn'}>
          {isWhole ? words.complete(complete) : words.incomplete(complete, coverage.length)}
        </Mark>
      </Text>
      <Text size="sm">{words.records(sumOf(coverage, 'read'), sumOf(coverage, 'unreadable'))}</Text>
      {changed > 0 && (
        <Text size="sm" c="dimmed">
          {words.changed(changed)}
        </Text>
      )}
      <Anchor size="sm" href={`#${pathTo(workspace, 'tie-out', `/${runId}~by=certificate`)}`}>
        {words.open}
      </Anchor>
    </Section>
  );
}

function sumOf(coverage: readonly Coverage[], part: 'read' | 'unreadable'): number {
  return coverage.reduce((sum, stream) => sum + stream[part], 0);
}
