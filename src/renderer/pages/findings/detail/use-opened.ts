import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import type { GridHandle, PlacedRow } from '../grid/grid-link.ts';
import type { FindingsView } from '../view/use-findings-view.ts';

interface Opened extends PlacedRow {
  /** The view its index belongs to. */
  readonly viewId: string;
  readonly isByKey: boolean;
}

export interface OpenedFinding {
  /** Null while no details are shown; an index below 0 where its place in this view isn't known. */
  readonly placed: PlacedRow | null;
  readonly isByKey: boolean;
  readonly open: (placed: PlacedRow, isByKey: boolean) => void;
  /** The grid's focus moved: open details follow. */
  readonly follow: (placed: PlacedRow) => void;
  readonly step: (step: -1 | 1) => void;
  readonly close: () => void;
}

/** The finding whose details are shown, and the way from one to the next. */
export function useOpened(
  view: FindingsView | null,
  grid: RefObject<GridHandle | null>,
): OpenedFinding {
  const engine = useEngine();
  const [opened, setOpened] = useState<Opened | null>(null);
  const steps = useRef(0);
  useEffect(
    () => () => {
      steps.current += 1;
    },
    [],
  );
  const viewId = view?.viewId ?? '';
  const index = opened !== null && opened.viewId === viewId ? opened.index : -1;
  const open = useCallback(
    (placed: PlacedRow, isByKey: boolean) => setOpened({ ...placed, viewId, isByKey }),
    [viewId],
  );
  const follow = useCallback(
    (placed: PlacedRow) =>
      setOpened((former) => (former === null ? null : { ...former, ...placed, viewId })),
    [viewId],
  );
  const step = useCallback(
    (by: -1 | 1) => {
      const target = index + by;
      if (view === null || target < 0 || target >= view.total) return;
      steps.current += 1;
      const own = steps.current;
      const show = (row: FindingRow): void => {
        setOpened((former) => former && { ...former, row, index: target, viewId });
        if (isGridFocused()) grid.current?.focusRow(target);
        else grid.current?.showRow(target);
      };
      const loaded = grid.current?.rowAt(target);
      if (loaded) return show(loaded);
      const block = { workspace: view.workspace, viewId, start: target, end: target + 1 };
      engine.findings.block(block).then(
        ([row]) => {
          if (row !== undefined && steps.current === own) show(row);
        },
        // The grid asks for the same rows and says what is wrong.
        () => undefined,
      );
    },
    [engine, grid, index, view, viewId],
  );
  const close = useCallback(() => {
    setOpened(null);
    if (index >= 0) grid.current?.focusRow(index);
  }, [grid, index]);
  return {
    placed: opened && { row: opened.row, index },
    isByKey: opened?.isByKey ?? false,
    open,
    follow,
    step,
    close,
  };
}

function isGridFocused(): boolean {
  return document.activeElement?.closest('[role="grid"], [role="treegrid"]') != null;
}
