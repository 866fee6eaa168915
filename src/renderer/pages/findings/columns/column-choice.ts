import { useCallback, useState } from 'react';
import { knownColumns, type ColumnId } from './columns.ts';

const KEY = 'tieout.findings.columns';

export type Columns = readonly ColumnId[];

/** The columns that were chosen last on this machine; names of columns only, nothing of a customer. */
export function useColumnChoice(): readonly [Columns, (columns: readonly string[]) => void] {
  const [columns, setColumns] = useState<Columns>(() =>
    knownColumns((localStorage.getItem(KEY) ?? '').split(',')),
  );
  const choose = useCallback((ids: readonly string[]) => {
    const chosen = knownColumns(ids);
    localStorage.setItem(KEY, chosen.join(','));
    setColumns((former) => (former.join() === chosen.join() ? former : chosen));
  }, []);
  return [columns, choose];
}
