import { Button, Stack, Text } from '@mantine/core';
import type { RunReport } from '../../../contract/runs.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { Mark } from '../audit/mark.tsx';
import { WHOLE_TIE_OUT, type TieOutPlace } from './address.ts';
import { CellDrawer } from './cell-drawer.tsx';
import { LineFilters } from './line-filters.tsx';
import { chosenLines, tieOutLines, type TieOutLine } from './lines.ts';
import { openLines } from './open-lines.ts';
import { openedCell } from './opened-cell.ts';
import { TieOutTable } from './tie-out-table.tsx';

interface BreakdownProps {
  readonly by: TieOutLine['by'];
  readonly workspace: string;
  readonly report: RunReport;
  readonly place: TieOutPlace;
  readonly onShow: (change: Partial<TieOutPlace>) => void;
}

/** The tie-out by one thing: whether it comes out, and every line. */
export function Breakdown({ by, workspace, report, place, onShow }: BreakdownProps) {
  const { tieOut, analysis } = report;
  const all = tieOutLines(tieOut, analysis?.parts ?? [], by);
  const lines = chosenLines(all, place);
  const open = openLines(all).length;
  const opened = openedCell(all, place.figure);
  if (all.length === 0)
    return (
      <Text size="sm">
        {by !== 'month' && analysis === null ? words.notBroken : words.noneOfBreakdown}
      </Text>
    );
  const { recordType, currency, isOpenOnly } = WHOLE_TIE_OUT;
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600} component="div">
        <Mark tone={open === 0 ? 'good' : 'bad'}>
          {open === 0 ? words.passed(all.length) : words.failed(open, all.length)}
        </Mark>
      </Text>
      <Text size="sm" c="dimmed">
        {words.description}
        {by === 'project' && `. ${words.projectNote}`}
      </Text>
      <LineFilters lines={all} place={place} onShow={onShow} />
      {lines.length === 0 ? (
        <Stack gap="xs" align="flex-start" role="status">
          <Text size="sm">
            {place.isOpenOnly && open === 0 ? words.noOpenLines : words.noLines}
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() => onShow({ recordType, currency, isOpenOnly })}
          >
            {words.clear}
          </Button>
        </Stack>
      ) : (
        <TieOutTable
          by={by}
          lines={lines}
          opened={place.figure}
          onOpen={(figure) => onShow({ figure })}
        />
      )}
      {opened !== null && (
        <CellDrawer
          workspace={workspace}
          runId={report.run.id}
          opened={opened}
          onClose={() => onShow({})}
        />
      )}
    </Stack>
  );
}
