import { useElementSize } from '@mantine/hooks';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { findingsWords } from '../../../words/findings.ts';
import type { ColumnId } from '../columns/columns.ts';
import { useShownFindings } from '../view/shown-findings.tsx';
import type { FindingsView } from '../view/use-findings-view.ts';
import { columnDefs } from './column-defs.ts';
import { showCutText } from './cut-text.ts';
import { GridLink, type GridAnswers, type GridHandle } from './grid-link.ts';
import { HeadBoard, type OpenFilter } from './head-board.ts';
import { HeadFilter } from './head-filter.tsx';
import classes from './grid.module.css';

interface FindingsGridProps extends GridAnswers {
  readonly view: FindingsView;
  readonly columns: readonly ColumnId[];
  /** The finding that is shown in detail. */
  readonly opened: FindingRow | null;
  readonly handle: Ref<GridHandle>;
  /** What stands where no row is. */
  readonly empty: ReactNode;
}

const WIDE = 640;

/** The findings of a view, whatever their number: only what is looked at is loaded. */
export function FindingsGrid(props: FindingsGridProps) {
  const { view, columns, opened, handle, empty } = props;
  const engine = useEngine();
  const shown = useShownFindings();
  const [board] = useState(() => new HeadBoard(shown));
  const [link] = useState(() => new GridLink(engine, view, board));
  const [filter, setFilter] = useState<OpenFilter | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => link.listen(props));
  const { ref, width } = useElementSize();
  const canPin = width >= WIDE;
  const defs = useMemo(() => columnDefs(columns, canPin), [columns, canPin]);
  useLayoutEffect(() => board.listen(setFilter), [board]);
  useLayoutEffect(() => board.show(shown), [board, shown]);
  useLayoutEffect(() => link.setColumns(defs), [link, defs]);
  useLayoutEffect(() => {
    if (place.current === null) return undefined;
    showCutText(place.current);
    return link.mount(place.current);
  }, [link]);
  useEffect(() => link.show(view), [link, view]);
  useEffect(() => link.mark(opened), [link, opened]);
  useImperativeHandle(handle, () => link, [link]);
  return (
    <section ref={ref} className={classes['frame']} aria-label={findingsWords.gridLabel}>
      <div ref={place} className={classes['grid']} />
      {filter !== null && (
        <HeadFilter key={filter.column} open={filter} onClose={() => board.open(null)} />
      )}
      {view.total === 0 && <div className={classes['empty']}>{empty}</div>}
    </section>
  );
}
