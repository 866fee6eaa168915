import { SegmentedControl, Stack } from '@mantine/core';
import { auditWords } from '../../words/audit.ts';
import { EverythingFields } from './everything-fields.tsx';
import { ListedFields } from './listed-fields.tsx';
import type { ScopeFieldsProps } from './scope-fields-props.ts';

const words = auditWords.scope;

/** What to audit. */
export function ScopeForm({
  zone,
  ...fields
}: ScopeFieldsProps & { readonly zone: { readonly name: string; readonly isCustomers: boolean } }) {
  const { draft, onChange } = fields;
  return (
    <Stack gap="md">
      <SegmentedControl
        w="fit-content"
        aria-label={words.which}
        value={draft.which}
        data={[
          { value: 'everything', label: words.everything },
          { value: 'listed', label: words.listed },
        ]}
        onChange={(which) => onChange({ which })}
      />
      {draft.which === 'everything' ? (
        <EverythingFields {...fields} zone={zone} />
      ) : (
        <ListedFields {...fields} />
      )}
    </Stack>
  );
}
