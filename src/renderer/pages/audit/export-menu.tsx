import { Button, Group, Menu, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EXPORT_FORMATS } from '../../../core/model/export-format.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCheck, IconDownload } from '../../shell/icons.tsx';
import { auditResultWords } from '../../words/audit-result.ts';
import { auditWords } from '../../words/audit.ts';
import { findingsWords } from '../../words/findings.ts';
import { useExport } from '../findings/export/use-export.ts';

const words = auditResultWords.export;

interface ExportMenuProps {
  readonly workspace: string;
  readonly runId: string;
  readonly size: 'xs' | 'sm';
}

/** A whole audit as a file. The findings page exports a filtered part. */
export function ExportMenu({ workspace, runId, size }: ExportMenuProps) {
  const { write, cancel, progress, failure } = useExport();
  const [isMasked, setMasked] = useState(false);
  const isGoing = progress !== null;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button size={size} variant="default" leftSection={<IconDownload />} loading={isGoing}>
              {words.title}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{isMasked ? words.maskedLabel : words.label}</Menu.Label>
            {EXPORT_FORMATS.map((format) => (
              <Menu.Item
                key={format}
                onClick={() => void write({ workspace, runId, viewId: null, format, isMasked })}
              >
                {findingsWords.formats[format].title}
                <Text size="xs">{findingsWords.formats[format].text}</Text>
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              role="menuitemcheckbox"
              aria-checked={isMasked}
              closeMenuOnClick={false}
              rightSection={isMasked ? <IconCheck /> : null}
              onClick={() => setMasked(!isMasked)}
            >
              {findingsWords.masked}
              <Text size="xs">{findingsWords.maskedText}</Text>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {isGoing && (
          <>
            <Text size="sm" role="status">
              {findingsWords.exporting(progress.done, progress.total)}
            </Text>
            <Button size={size} variant="default" onClick={cancel}>
              {auditWords.cancel}
            </Button>
          </>
        )}
      </Group>
      {failure !== null && <FailureNote failure={failure} />}
    </Stack>
  );
}
