import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ShownSink } from '../../../contract/operations.ts';
import type { AlertSink } from '../../../core/model/alert.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { alertWords } from '../../words/alerts.ts';
import { scheduleWords } from '../../words/schedule.ts';
import type { AlertProps } from './schedule-props.ts';
import { draftOfSink, newSink, secretOf, sinkOf, withKind, type SinkDraft } from './sink-draft.ts';
import { sinkErrors } from './sink-errors.ts';
import { SinkFields } from './sink-fields.tsx';

const words = alertWords.dialog;
const KINDS = ['smtp', 'slack', 'webhook', 'file', 'desktop'] as const;

interface SinkDialogProps extends AlertProps {
  /** The one that is changed; null adds one. */
  readonly sink: ShownSink | null;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Adds or changes a destination. A secret is typed here, once; it is gone with the dialog. */
export function SinkDialog(props: SinkDialogProps) {
  const { sink, isOpen, close } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={sink === null ? words.add : words.change(sink.id)}
    >
      <SinkForm {...props} />
    </Modal>
  );
}

function SinkForm({ workspace, facts, show, sink, close }: SinkDialogProps) {
  const engine = useEngine();
  const taken = facts.sinks.map(({ id }) => id).filter((id) => id !== sink?.id);
  const [draft, setDraft] = useState<SinkDraft>(() =>
    sink === null ? newSink('smtp', taken) : draftOfSink(sink),
  );
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const errors = sinkErrors(draft, sink, taken);
  const put = useChange(
    (meant: { readonly sink: AlertSink; readonly secret: string | undefined }) =>
      engine.alerts.putSink({ workspace, ...meant }),
    show,
    close,
  );
  const isRefused = draft.kind === 'desktop' && !facts.canNotify;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (Object.keys(errors).length > 0) focusFirstWrong(form.current);
        else if (!isRefused && !put.isBusy)
          put.run({ sink: sinkOf(draft), secret: secretOf(draft) });
      }}
    >
      <Stack>
        {sink === null ? (
          <Select
            label={words.kind}
            description={words.kindHints[draft.kind]}
            data={KINDS.map((value) => ({ value, label: alertWords.sinks.kinds[value] }))}
            value={draft.kind}
            allowDeselect={false}
            onChange={(kind) => kind !== null && setDraft(withKind(draft, kind, taken))}
          />
        ) : (
          <Text size="sm">{words.kindHints[sink.kind]}</Text>
        )}
        {sink === null && (
          <TextInput
            label={words.name}
            description={words.nameHint}
            value={draft.id}
            error={isTried ? errors.id : null}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            onChange={(event) => setDraft({ ...draft, id: event.currentTarget.value })}
          />
        )}
        <SinkFields
          draft={draft}
          before={sink}
          errors={isTried ? errors : {}}
          change={(part) => setDraft({ ...draft, ...part })}
        />
        {isRefused && <Text size="sm">{words.noDesktop}</Text>}
        {put.failure !== null && <FailureNote failure={put.failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {scheduleWords.cancel}
          </Button>
          <Button type="submit" disabled={isRefused} loading={put.isBusy}>
            {scheduleWords.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The fields show what is wrong only after they were drawn again. */
function focusFirstWrong(form: HTMLFormElement | null): void {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
