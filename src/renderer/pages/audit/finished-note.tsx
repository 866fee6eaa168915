import { Alert, Button, Group, Skeleton, Text } from '@mantine/core';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconFindings } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { changeSentences } from './change-sentences.ts';
import { ExportMenu } from './export-menu.tsx';
import { RESULT_LOOKS } from './result-looks.ts';
import { resultOf } from './result-of.ts';
import { useRunReport } from './use-runs.ts';

const words = auditRunWords.ended;

interface FinishedNoteProps {
  readonly workspace: string;
  readonly runId: string;
}

/** The result of the audit that has just finished, in one sentence. */
export function FinishedNote({ workspace, runId }: FinishedNoteProps) {
  const report = useRunReport(workspace, runId);
  if (report.error !== null)
    return <FailureNote failure={failureOf(report.error)} retry={() => void report.refetch()} />;
  if (report.data === undefined) return <Skeleton height={110} />;
  const { sentence, kind } = resultOf(report.data);
  const { color, Icon } = RESULT_LOOKS[kind];
  return (
    <Alert color={color} icon={<Icon />} title={words.finished}>
      <Text size="sm">{sentence}</Text>
      {changeSentences(report.data).map((said) => (
        <Text key={said} size="sm">
          {said}
        </Text>
      ))}
      <Group gap="xs" mt="sm">
        <Button
          component="a"
          size="xs"
          leftSection={<IconFindings />}
          href={`#${pathTo(workspace, 'findings', `/${runId}`)}`}
        >
          {words.openFindings}
        </Button>
        <ExportMenu workspace={workspace} runId={runId} size="xs" />
        <Button
          component="a"
          size="xs"
          variant="default"
          href={`#${pathTo(workspace, 'audit', `/${runId}`)}`}
        >
          {words.showResult}
        </Button>
      </Group>
    </Alert>
  );
}
