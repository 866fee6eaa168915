import { Alert, Code, Text } from '@mantine/core';
import type { VerifiedWorkspace } from '../../../core/model/verification.ts';
import { IconCheckCircle, IconWarning } from '../../shell/icons.tsx';
import { settingsWords } from '../../words/settings.ts';
import { Mark } from '../audit/mark.tsx';
import { damagesIn, inOrder } from './file-check-state.ts';
import classes from './file-check-result.module.css';

const words = settingsWords.files;

interface FileCheckResultProps {
  readonly result: VerifiedWorkspace;
  readonly atMs: number;
}

/** What a check of the files found: each problem with its file and what can be done about it. */
export function FileCheckResult({ result, atMs }: FileCheckResultProps) {
  const { sound, runs, files, bytes, problems } = result;
  return (
    <Alert
      role="group"
      mt="sm"
      color={sound ? 'teal' : 'red'}
      icon={sound ? <IconCheckCircle /> : <IconWarning />}
      title={sound ? words.sound : words.damaged(damagesIn(problems).length)}
    >
      <Text size="sm">{`${words.looked(runs, files, bytes)}; ${words.at(atMs)}.`}</Text>
      {problems.length > 0 && (
        <ul className={classes['problems']} aria-label={words.problems}>
          {inOrder(problems).map(({ file, severity, sentence }) => (
            <li key={`${file} ${sentence}`}>
              <Mark tone={severity === 'damage' ? 'bad' : 'warn'}>
                {words.severities[severity]}
              </Mark>{' '}
              <Code>{file}</Code>
              <Text size="sm">{sentence}</Text>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
