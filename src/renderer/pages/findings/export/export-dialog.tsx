import { Alert, Button, Checkbox, Group, Modal, Progress, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EXPORT_FORMATS } from '../../../../core/model/export-format.ts';
import { FailureNote } from '../../../shell/failure-note.tsx';
import { IconLock } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import { isFiltered } from '../view/query-params.ts';
import type { FindingsView } from '../view/use-findings-view.ts';
import { useExport, type ExportRequest } from './use-export.ts';

interface ExportDialogProps {
  readonly view: FindingsView;
  /** Findings of the whole run; null if that isn't known. */
  readonly all: number | null;
  readonly onClose: () => void;
}

/** Which findings go into which kind of file. */
export function ExportDialog({ view, all, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportRequest['format']>('xlsx');
  const [what, setWhat] = useState(isFiltered(view.query) ? 'filter' : 'all');
  const [isMasked, setMasked] = useState(false);
  const { write, cancel, progress, failure } = useExport();
  const isGoing = progress !== null;
  const close = (): void => {
    cancel();
    onClose();
  };
  const start = async (): Promise<void> => {
    const { workspace, runId, viewId } = view;
    const isDone = await write({
      workspace,
      runId,
      format,
      isMasked,
      viewId: what === 'filter' ? viewId : null,
    });
    if (isDone) onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!isGoing}
      title={findingsWords.exportTitle}
      closeButtonProps={{ 'aria-label': findingsWords.close }}
    >
      <Stack>
        <Radio.Group
          label={findingsWords.exportFormat}
          value={format}
          onChange={(value) => setFormat(EXPORT_FORMATS.find((each) => each === value) ?? 'xlsx')}
        >
          <Stack gap={10} mt={8}>
            {EXPORT_FORMATS.map((each) => (
              <Radio
                key={each}
                value={each}
                disabled={isGoing}
                label={findingsWords.formats[each].title}
                description={findingsWords.formats[each].text}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isFiltered(view.query) && (
          <Radio.Group label={findingsWords.exportWhat} value={what} onChange={setWhat}>
            <Stack gap={10} mt={8}>
              <Radio
                value="filter"
                disabled={isGoing}
                label={findingsWords.exportFilter(view.total)}
                description={view.words}
              />
              <Radio value="all" disabled={isGoing} label={findingsWords.exportAll(all)} />
            </Stack>
          </Radio.Group>
        )}
        <Checkbox
          checked={isMasked}
          onChange={(event) => setMasked(event.currentTarget.checked)}
          disabled={isGoing}
          label={findingsWords.masked}
          description={findingsWords.maskedText}
        />
        <Alert color="gray" icon={<IconLock />}>
          {isMasked ? findingsWords.maskedData : findingsWords.donorData}
        </Alert>
        {failure !== null && <FailureNote failure={failure} />}
        {isGoing && (
          <div>
            <Text size="sm" role="status" mb={4}>
              {findingsWords.exporting(progress.done, progress.total)}
            </Text>
            <Progress
              aria-label={findingsWords.exportTitle}
              value={progress.total === 0 ? 100 : (progress.done / progress.total) * 100}
              animated={progress.total === 0}
            />
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={isGoing ? cancel : close}>
            {findingsWords.cancel}
          </Button>
          <Button loading={isGoing} onClick={() => void start()}>
            {findingsWords.exportStart}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
