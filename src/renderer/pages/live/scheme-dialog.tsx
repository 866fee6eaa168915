import { Alert, Modal, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { DialogForm } from '../../shell/dialog-form.tsx';
import { IconWarning } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveChangeProps } from './live-props.ts';
import { draftOf, schemeErrors, schemeOf, type SchemeDraft } from './scheme-draft.ts';
import { useChange } from '../../engine/use-change.ts';

const words = liveWords.scheme;
const KINDS = ['hmac-sha256', 'shared-token', 'none'] as const;
const ENCODINGS = ['base64', 'hex'] as const;

interface SchemeDialogProps extends LiveChangeProps {
  readonly product: Product;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Says what a product's deliveries really carry. */
export function SchemeDialog(props: SchemeDialogProps) {
  const { product, isOpen, close } = props;
  return (
    <Modal opened={isOpen} onClose={close} title={words.dialog(PRODUCT_WORDS[product])}>
      <SchemeForm {...props} />
    </Modal>
  );
}

function SchemeForm({ workspace, product, view, show, close }: SchemeDialogProps) {
  const engine = useEngine();
  const { schemes } = view.status.settings;
  const [draft, setDraft] = useState(() => draftOf(schemes[product]));
  const [isTried, setIsTried] = useState(false);
  const errors = schemeErrors(draft);
  const save = useChange(
    () => {
      const patch = { schemes: { ...schemes, [product]: schemeOf(draft) } };
      return engine.live.changeSettings({ workspace, patch });
    },
    show,
    close,
  );
  const change = (part: Partial<SchemeDraft>): void => setDraft({ ...draft, ...part });
  return (
    <DialogForm
      submitWords={liveWords.save}
      isBusy={save.isBusy}
      failure={save.failure}
      close={close}
      submit={() => {
        setIsTried(true);
        if (errors.header === null && errors.timestampHeader === null && !save.isBusy) save.run();
      }}
    >
      <Text size="sm">{words.text}</Text>
      <Select
        label={words.kind}
        data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(kind) => kind !== null && change({ kind })}
      />
      {draft.kind === 'none' && (
        <Alert role="note" color="yellow" icon={<IconWarning />}>
          {words.noneText}
        </Alert>
      )}
      {draft.kind !== 'none' && (
        <TextInput
          label={words.header}
          value={draft.header}
          error={isTried ? errors.header : null}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ header: event.currentTarget.value })}
        />
      )}
      {draft.kind === 'hmac-sha256' && (
        <SignatureFields
          draft={draft}
          change={change}
          error={isTried ? errors.timestampHeader : null}
        />
      )}
    </DialogForm>
  );
}

interface SignatureFieldsProps {
  readonly draft: SchemeDraft;
  readonly change: (part: Partial<SchemeDraft>) => void;
  readonly error: string | null;
}

function SignatureFields({ draft, change, error }: SignatureFieldsProps) {
  return (
    <>
      <div>
        <Text size="sm" fw={500}>
          {words.encoding}
        </Text>
        <SegmentedControl
          aria-label={words.encoding}
          data={ENCODINGS.map((value) => ({ value, label: words.encodings[value] }))}
          value={draft.encoding}
          onChange={(encoding) => change({ encoding })}
        />
      </div>
      <TextInput
        label={words.prefix}
        description={words.prefixHint}
        value={draft.prefix}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ prefix: event.currentTarget.value })}
      />
      <TextInput
        label={words.timestamp}
        description={words.timestampHint}
        value={draft.timestampHeader}
        error={error}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ timestampHeader: event.currentTarget.value })}
      />
    </>
  );
}
