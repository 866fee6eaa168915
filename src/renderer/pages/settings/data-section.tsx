import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { IconTrash } from '../../shell/icons.tsx';
import { settingsWords } from '../../words/settings.ts';
import { useBusy } from '../audit/use-busy.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { FactList } from './fact-list.tsx';
import { FileCheck } from './file-check.tsx';
import { FolderFact } from './folder-fact.tsx';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords.data;

/** Where a customer's data lies, whether it is sound, and the way to be rid of it. */
export function DataSection({ details }: { readonly details: WorkspaceDetails }) {
  const [isOpen, setOpen] = useState(false);
  const busy = useBusy(details.name);
  return (
    <SettingsSection title={words.title} text={words.text}>
      <FactList
        facts={[
          {
            name: words.folder,
            value: <FolderFact what={words.folder} folder={details.folder} />,
          },
        ]}
      />
      <FileCheck workspace={details.name} />
      <div>
        <Text size="sm" mb="xs">
          {busy === null ? words.removeText : words.removeBusy(busy)}
        </Text>
        <Button
          variant="outline"
          color="red"
          leftSection={<IconTrash />}
          disabled={busy !== null}
          onClick={() => setOpen(true)}
        >
          {words.remove}
        </Button>
      </div>
      <DeleteDialog name={details.name} isOpen={isOpen} close={() => setOpen(false)} />
    </SettingsSection>
  );
}
