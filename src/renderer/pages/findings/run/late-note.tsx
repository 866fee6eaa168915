import { Anchor, Text } from '@mantine/core';
import { pathTo } from '../../../shell/routes.ts';
import { findingsWords } from '../../../words/findings.ts';
import { useLiveSummary } from '../../live/use-live-summary.ts';

/** The way to what live confirmation has found since, or besides. Nothing where it has found nothing. */
export function LateNote({ workspace }: { readonly workspace: string }) {
  const { data } = useLiveSummary(workspace);
  if (data === undefined || data.findings === 0) return null;
  return (
    <Text size="sm">
      {findingsWords.late(data.findings, data.unaudited)}{' '}
      <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'live')}`}>
        {findingsWords.toLate}
      </Anchor>
    </Text>
  );
}
