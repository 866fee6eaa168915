import { Anchor, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconRefresh } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { formatNumber } from '../../words/format.ts';
import { liveFindingWords } from '../../words/live-findings.ts';
import { liveWords } from '../../words/live.ts';
import { Section } from '../audit/section.tsx';
import { FindingTable } from './finding-table.tsx';
import classes from './live.module.css';
import type { LiveChangeProps, LiveProps } from './live-props.ts';
import { NumberSetting } from './number-setting.tsx';

const words = liveWords.late;

/** Gifts that one product alone has told of for too long, and what reading them directly has shown. */
export function LateSection({ workspace, view, show }: LiveChangeProps) {
  const engine = useEngine();
  const confirm = useMutation({
    mutationFn: async () => {
      await engine.live.confirm({ workspace });
      show(await engine.live.view({ workspace }));
    },
  });
  const { status, confirmed } = view;
  const failure = confirm.error === null ? (confirmed?.failure ?? null) : failureOf(confirm.error);
  return (
    <Section
      title={words.title}
      text={words.text(status.settings.limitMinutes)}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh />}
          disabled={status.waitingToConfirm === 0}
          loading={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {words.confirm}
        </Button>
      }
    >
      <Figures status={status} />
      {confirmed !== null && (
        <Text size="sm" c="dimmed">
          {words.confirmed(confirmed.checked, confirmed.waiting)}
        </Text>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {status.findings === 0 ? (
        <Text size="sm">{liveFindingWords.none}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" maw={760}>
            {liveFindingWords.meaning}
          </Text>
          <FindingTable workspace={workspace} view={view} />
        </>
      )}
      <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'findings')}`}>
        {liveFindingWords.toFindings}
      </Anchor>
      <NumberSetting
        workspace={workspace}
        view={view}
        show={show}
        name="limitMinutes"
        label={words.limit}
        wrong={words.limitWrong}
        least={5}
        most={10_080}
      />
    </Section>
  );
}

function Figures({ status }: Pick<LiveProps['view'], 'status'>) {
  const figures: readonly (readonly [number, string])[] = [
    [status.rows.waiting, words.inTime],
    [status.waitingToConfirm, words.toConfirm],
    [status.findings, words.findings(status.findings)],
    [status.actionable, words.actionable],
    [status.unaudited, words.unaudited],
    [status.undecided, words.undecided],
  ];
  return (
    <ul className={classes['figures']} aria-label={words.figures}>
      {figures.map(([count, name]) => (
        <li key={name}>
          <strong>{formatNumber(count)}</strong> {name}
        </li>
      ))}
    </ul>
  );
}
