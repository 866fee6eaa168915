import { Anchor, Button, Group, Text } from '@mantine/core';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconPlay } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { scheduleWords } from '../../words/schedule.ts';
import { Mark } from '../audit/mark.tsx';
import { useBusy } from '../audit/use-busy.ts';
import { spansWords } from './schedule-fact-list.tsx';
import type { ScheduleProps } from './schedule-props.ts';

const words = scheduleWords.now;

/** Runs what a schedule would, without waiting for its time. */
export function RunNow({ workspace, facts, show }: ScheduleProps) {
  const engine = useEngine();
  const busy = useBusy(workspace);
  const run = useChange(() => engine.schedule.runNow({ workspace }), show);
  const { asked, dueByHand } = facts;
  const isAsked = asked?.kind === 'waiting' || asked?.kind === 'running';
  const failure = run.failure ?? (asked?.kind === 'failed' ? asked.failure : null);
  const told = dueByHand.length === 0 ? words.nothing : words.would(spansWords(dueByHand));
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlay />}
          disabled={dueByHand.length === 0 || isAsked || busy !== null}
          loading={run.isBusy}
          onClick={() => run.run()}
        >
          {words.run}
        </Button>
        <Text size="sm" component="div" role="status">
          {isAsked ? (
            <Group gap="sm">
              <Mark tone="wait">{words[asked.kind]}</Mark>
              <Anchor size="sm" href={`#${pathTo(workspace, 'audit')}`}>
                {words.show}
              </Anchor>
            </Group>
          ) : (
            (busy ?? told)
          )}
        </Text>
      </Group>
      {failure !== null && <FailureNote failure={failure} />}
    </>
  );
}
