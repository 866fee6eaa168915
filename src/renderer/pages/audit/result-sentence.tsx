import { Alert, Text } from '@mantine/core';
import type { RunReport } from '../../../contract/runs.ts';
import { GuideLink } from '../../shell/guide-link.tsx';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { changeSentences } from './change-sentences.ts';
import { RESULT_LOOKS } from './result-looks.ts';
import { resultOf } from './result-of.ts';

/** The result in one sentence, with every gap. */
export function ResultSentence({ report }: { readonly report: RunReport }) {
  const { sentence, kind } = resultOf(report);
  const { gaps } = report.run;
  const { color, Icon } = RESULT_LOOKS[kind];
  return (
    <Alert color={color} icon={<Icon />}>
      <Text fw={600}>{sentence}</Text>
      {changeSentences(report).map((said) => (
        <Text key={said} size="sm">
          {said}
        </Text>
      ))}
      {gaps.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {words.gaps}
          </Text>
          <SentenceList sentences={gaps} />
          <GuideLink chapter="troubleshooting" section="not-verified" words={words.gapsInGuide} />
        </>
      )}
    </Alert>
  );
}
