import {
  Button,
  FileButton,
  Group,
  Input,
  InputBase,
  Pill,
  SegmentedControl,
  Text,
} from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { RECORD_TYPES } from '../../../core/model/record-type.ts';
import { auditWords } from '../../words/audit.ts';
import classes from './audit.module.css';
import { readIdFile } from './id-file.ts';
import type { ScopeFieldsProps } from './scope-fields-props.ts';

const words = auditWords.scope;

/** Ids of one kind of record, typed, pasted, or from a file. */
export function ListedFields({ draft, read, isTried, onChange }: ScopeFieldsProps) {
  const [fileError, setFileError] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const { ids, errors } = read;
  const isEmpty = draft.idFile === null && draft.idText.trim() === '';
  const error = fileError ?? (isEmpty && !isTried ? null : errors.ids);
  const take = async (file: File | null | undefined): Promise<void> => {
    if (file == null) return;
    const taken = await readIdFile(file);
    setFileError('error' in taken ? taken.error : null);
    if (!('error' in taken)) onChange({ idFile: taken });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <Input.Wrapper label={words.records} labelElement="div">
        <div>
          <SegmentedControl
            mt={4}
            aria-label={words.records}
            value={draft.listedType}
            data={RECORD_TYPES.map((type) => ({ value: type, label: words.record(type) }))}
            onChange={(listedType) => onChange({ listedType })}
          />
        </div>
      </Input.Wrapper>
      <div
        className={classes['drop']}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        {draft.idFile === null ? (
          <InputBase
            component="textarea"
            multiline
            label={words.idsTitle(draft.listedType)}
            description={isOver ? words.dropHere : words.idsHint}
            placeholder={words.idsPlaceholder}
            rows={6}
            spellCheck={false}
            value={draft.idText}
            error={error}
            onChange={(event) => {
              setFileError(null);
              onChange({ idText: event.currentTarget.value });
            }}
          />
        ) : (
          <Input.Wrapper label={words.idsTitle(draft.listedType)} labelElement="div" error={error}>
            <div>
              <Pill
                size="lg"
                withRemoveButton
                removeButtonProps={{
                  'aria-label': words.removeFile,
                  tabIndex: 0,
                  'aria-hidden': false,
                }}
                onRemove={() => onChange({ idFile: null })}
              >
                {words.fileIds(draft.idFile.name, draft.idFile.parsed.ids.length)}
              </Pill>
            </div>
          </Input.Wrapper>
        )}
        <Group gap="sm" mt="xs">
          <FileButton accept=".txt,.csv,text/plain,text/csv" onChange={(file) => void take(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default">
                {words.chooseFile}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" role="status">
            {isEmpty || ids === null ? '' : words.idsFound(ids.ids.length, ids.repeated)}
          </Text>
        </Group>
      </div>
      <Text size="xs" c="dimmed">
        {words.idsMeaning}
      </Text>
    </>
  );
}
