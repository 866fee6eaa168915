import { Button, Group, Skeleton, Text } from '@mantine/core';
import type { TieOutCell, TieOutCellRow } from '../../../core/model/tie-out-rows.ts';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCopy } from '../../shell/icons.tsx';
import { drillWords as words } from '../../words/drill.ts';
import { tieOutWords } from '../../words/tie-out.ts';
import type { CellPageAt } from './cell-pages.ts';
import { RowTable } from './row-table.tsx';
import { useCellRows } from './use-cell-rows.ts';
import { useCopyRows } from './use-copy-rows.ts';

interface CellRowsProps {
  readonly workspace: string;
  readonly runId: string;
  readonly cell: TieOutCell;
  readonly trail: readonly CellPageAt[];
  /** The id of the record that somebody comes back from: it has the focus as soon as it is drawn. */
  readonly left: string | null;
  readonly onReturn: () => void;
  readonly onTurn: (trail: readonly CellPageAt[]) => void;
  readonly onOpen: (row: TieOutCellRow) => void;
}

/** A page of the records behind a figure, and the ways to the others. */
export function CellRows(props: CellRowsProps) {
  const { workspace, runId, cell, trail, left, onReturn, onTurn, onOpen } = props;
  const { page, error, retry } = useCellRows(workspace, runId, cell, trail);
  const { copy, copied } = useCopyRows(workspace, runId, cell);
  if (error !== null) return <FailureNote failure={failureOf(error)} retry={retry} />;
  const { rows, before, previous, next } = page;
  if (rows === null) return <Skeleton height={240} role="status" aria-label={words.loading} />;
  if (rows.length === 0)
    return (
      <Text size="sm" role="status">
        {words.none}
      </Text>
    );
  return (
    <>
      <Group gap="xs" mb="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy />}
          loading={copied !== null}
          onClick={copy}
        >
          {words.copy}
        </Button>
        <Text size="xs" c="dimmed" role="status">
          {copied === null ? words.keys : words.copying(copied)}
        </Text>
      </Group>
      <RowTable
        key={before}
        rows={rows}
        left={left}
        onReturn={onReturn}
        onOpen={onOpen}
        onCopy={copy}
      />
      {(previous !== null || next !== null) && (
        <Group gap="xs" mt="sm">
          <Turn words={tieOutWords.previous} to={previous} onTurn={onTurn} />
          <Turn words={tieOutWords.next} to={next} onTurn={onTurn} />
          <Text size="sm" role="status">
            {words.shown(before + 1, before + rows.length)}
          </Text>
        </Group>
      )}
    </>
  );
}

interface TurnProps {
  readonly words: string;
  readonly to: readonly CellPageAt[] | null;
  readonly onTurn: CellRowsProps['onTurn'];
}

/** Can be focused at the end too: a button that went would take the focus with it. */
function Turn({ words: text, to, onTurn }: TurnProps) {
  return (
    <Button
      size="xs"
      variant="default"
      {...(to === null ? { 'data-disabled': true } : {})}
      aria-disabled={to === null}
      onClick={() => {
        if (to !== null) onTurn(to);
      }}
    >
      {text}
    </Button>
  );
}
