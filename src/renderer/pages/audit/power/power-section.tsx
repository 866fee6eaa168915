import { Button, Text } from '@mantine/core';
import type { RunReport } from '../../../../contract/runs.ts';
import { FailureNote } from '../../../shell/failure-note.tsx';
import { IconCheckCircle, IconStop } from '../../../shell/icons.tsx';
import { powerWords as words } from '../../../words/power.ts';
import { Meter } from '../meter.tsx';
import { Section } from '../section.tsx';
import { PowerResult } from './power-result.tsx';
import { whyUntestable } from './untestable.ts';
import { usePowerTest, type PowerState } from './use-power-test.ts';

interface PowerSectionProps {
  readonly workspace: string;
  readonly report: RunReport;
  /** Why nothing of the customer can be changed now; null if it can. */
  readonly busy: string | null;
}

/** Whether the rules find what is wrong in this audit's own records: the newest test, and the way to make one. */
export function PowerSection({ workspace, report, busy }: PowerSectionProps) {
  const { run, power } = report;
  const { state, start, cancel } = usePowerTest(workspace, run.id);
  const untestable = whyUntestable(run);
  const isGoing = state.kind === 'going';
  return (
    <Section title={words.title} text={words.text}>
      {power !== null ? (
        <PowerResult key={power.ranUtc} power={power} />
      ) : (
        <Text size="sm">{untestable ?? words.none}</Text>
      )}
      {untestable === null && (
        // One button: whoever pressed it keeps the focus.
        <Button
          w="fit-content"
          variant="default"
          leftSection={isGoing ? <IconStop /> : <IconCheckCircle />}
          disabled={!isGoing && busy !== null}
          onClick={isGoing ? cancel : start}
        >
          {isGoing ? words.cancel : power === null ? words.run : words.again}
        </Button>
      )}
      <div role="status">
        {state.kind === 'cancelled' && <Text size="sm">{words.cancelled}</Text>}
      </div>
      {isGoing && <Going {...state} />}
      {state.kind === 'failed' && <FailureNote failure={state.failure} retry={start} />}
    </Section>
  );
}

function Going({ done, total }: Extract<PowerState, { readonly kind: 'going' }>) {
  const part = words.parts[Math.max(0, done - 1)] ?? words.starting;
  const text = total === 0 ? words.starting : words.step(part, done, total);
  return (
    <div>
      <Text size="sm" mb={4}>
        {text}. {words.stay}
      </Text>
      <Meter
        kind="progress"
        label={words.meter}
        words={text}
        share={total === 0 ? null : done / total}
      />
    </div>
  );
}
