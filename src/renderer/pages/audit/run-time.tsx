import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunStatus } from '../../../contract/runs.ts';
import { auditRunWords } from '../../words/audit-run.ts';

const words = auditRunWords.run;

interface RunTimeProps {
  readonly status: RunStatus;
  /** A product is waited for: how long the rest will take can't be told. */
  readonly isWaiting: boolean;
}

/** How long it has taken and, where it is honest to say, how long it still will. */
export function RunTime({ status, isWaiting }: RunTimeProps) {
  const { startedUtc, secondsLeft, phase, state } = status;
  const nowMs = useSeconds();
  const elapsed =
    startedUtc === null ? '' : words.elapsed(Math.max(0, (nowMs - Date.parse(startedUtc)) / 1000));
  const isCounted =
    !isWaiting && state === 'running' && (phase === 'capture' || phase === 'confirm');
  const left = !isCounted
    ? ''
    : secondsLeft === null
      ? words.leftUnknown
      : words.left(secondsLeft, phase);
  return (
    <Text size="sm" c="dimmed">
      {[left, elapsed].filter((text) => text !== '').join(' · ')}
    </Text>
  );
}

/** The clock, told once a second. */
function useSeconds(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
