import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import type { GridHandle, PlacedRow } from '../grid/grid-link.ts';
import { listOf, type FindingsView } from '../view/use-findings-view.ts';

interface Opened extends PlacedRow {
  /** The view its index belongs to, and what that one lists. */
  readonly viewId: string;
  readonly list: string;
  readonly isByKey: boolean;
}

export interface OpenedFinding {
  /** Null while no details are shown; an index below 0 where its place in this view isn't known. */
  readonly placed: PlacedRow | null;
  readonly canGoBack: boolean;
  readonly isByKey: boolean;
  readonly open: (placed: PlacedRow, isByKey: boolean) => void;
  /** The grid's focus moved: open details follow. */
  readonly follow: (placed: PlacedRow) => void;
  /** Where a finding stands by now, if its details are still those that are shown. */
  readonly place: (placed: PlacedRow) => void;
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
  const list = view === null ? '' : listOf(view);
  const index = opened !== null && opened.viewId === viewId ? opened.index : -1;
  // In a list made anew, what came after it may stand where it stood.
  const hasMoved = opened !== null && index < 0 && opened.list === list;
  const open = useCallback(
    (placed: PlacedRow, isByKey: boolean) => setOpened({ ...placed, viewId, list, isByKey }),
    [viewId, list],
  );
  const follow = useCallback(
    (placed: PlacedRow) =>
      setOpened((former) => (former === null ? null : { ...former, ...placed, viewId, list })),
    [viewId, list],
  );
  const place = useCallback(
    (placed: PlacedRow) =>
      setOpened((former) =>
        former?.row.position === placed.row.position
          ? { ...former, ...placed, viewId, list }
          : former,
      ),
    [viewId, list],
  );
  const step = useCallback(
    (by: -1 | 1) => {
      if (view === null || opened === null) return;
      steps.current += 1;
      const own = steps.current;
      const go = (target: number): void => {
        if (target < 0 || target >= view.total) return;
        const show = (row: FindingRow): void => {
          if (row.position === opened.row.position) return go(target + by);
          setOpened((former) => former && { ...former, row, index: target, viewId, list });
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
      };
      go(hasMoved ? opened.index + Math.min(by, 0) : index + by);
    },
    [engine, grid, hasMoved, index, list, opened, view, viewId],
  );
  const close = useCallback(() => {
    setOpened(null);
    if (index >= 0) grid.current?.focusRow(index);
  }, [grid, index]);
  return {
    placed: opened && { row: opened.row, index },
    canGoBack: (hasMoved ? opened.index : index) > 0,
    isByKey: opened?.isByKey ?? false,
    open,
    follow,
    place,
    step,
    close,
  };
}

function isGridFocused(): boolean {
  return document.activeElement?.closest('[role="grid"], [role="treegrid"]') != null;
}
