import type { ColumnFilter } from '../columns/columns.ts';
import { AmountFilter } from './amount-filter.tsx';
import { DaysFilter } from './days-filter.tsx';
import type { FilterEditorProps } from './filter-editor-props.ts';
import { FlagFilter } from './flag-filter.tsx';
import { SetFilter } from './set-filter.tsx';
import { TextFilter } from './text-filter.tsx';

/** Whatever filters one column. */
export function ColumnFilterEditor({
  filter,
  ...rest
}: FilterEditorProps & { readonly filter: ColumnFilter }) {
  switch (filter.kind) {
    case 'set':
      return <SetFilter {...rest} member={filter.member} />;
    case 'text':
      return <TextFilter {...rest} member={filter.member} />;
    case 'flag':
      return <FlagFilter {...rest} member={filter.member} />;
    case 'amount':
      return <AmountFilter {...rest} />;
    case 'days':
      return <DaysFilter {...rest} />;
  }
}
