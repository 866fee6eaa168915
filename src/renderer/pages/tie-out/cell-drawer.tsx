import { Drawer, Text } from '@mantine/core';
import { useState } from 'react';
import { drillWords as words } from '../../words/drill.ts';
import { formatMoney } from '../../words/format.ts';
import { shellWords } from '../../words/shell.ts';
import { CellRows } from './cell-rows.tsx';
import { figureId } from './figure-address.ts';
import type { OpenedCell } from './opened-cell.ts';
import { RowDetail } from './row-detail.tsx';
import { rowId } from './row-table.tsx';
import { useCellPlace } from './use-cell-place.ts';

interface CellDrawerProps {
  readonly workspace: string;
  readonly runId: string;
  readonly opened: OpenedCell;
  readonly onClose: () => void;
}

/** The records behind a figure, and each of them with what became of it. */
export function CellDrawer({ workspace, runId, opened, onClose }: CellDrawerProps) {
  const [left, setLeft] = useState<string | null>(null);
  const { cell, figure, column, line } = opened;
  const { place, change, forget } = useCellPlace(workspace, runId, cell);
  const { trail, row } = place;
  const back = (): void => {
    change({ row: null });
    if (row !== null) setLeft(rowId(row));
  };
  const close = (): void => {
    forget();
    onClose();
    focusFigure(figureId(cell));
  };
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(56rem, 100%)"
      title={words.title(column, line)}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': shellWords.close }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {row !== null && (
        <RowDetail
          workspace={workspace}
          runId={runId}
          recordType={cell.recordType}
          row={row}
          onBack={back}
        />
      )}
      <div hidden={row !== null}>
        <Text size="sm" mb="xs">
          {words.sum(
            figure.count,
            cell.recordType,
            cell.currency === null ? null : formatMoney(figure.amountMinor, cell.currency),
          )}
        </Text>
        <CellRows
          workspace={workspace}
          runId={runId}
          cell={cell}
          trail={trail}
          left={row === null ? left : null}
          onReturn={() => setLeft(null)}
          onTurn={(turned) => change({ trail: turned })}
          onOpen={(chosen) => change({ row: chosen })}
        />
      </div>
    </Drawer>
  );
}

/** The figure can be focused once the page is drawn without the drawer that lay over it. */
function focusFigure(id: string): void {
  const focus = (): void =>
    document.querySelector<HTMLElement>(`[data-figure="${CSS.escape(id)}"]`)?.focus();
  requestAnimationFrame(() => requestAnimationFrame(focus));
}
