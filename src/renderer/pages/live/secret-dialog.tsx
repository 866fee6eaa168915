import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { DialogForm } from '../../shell/dialog-form.tsx';
import { SecretInput } from '../../shell/secret-input.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveChangeProps } from './live-props.ts';
import { useChange } from '../../engine/use-change.ts';

const words = liveWords.secret;

interface SecretDialogProps extends LiveChangeProps {
  readonly product: Product;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** A secret is typed or drawn here, once; what was typed is gone with the dialog. */
export function SecretDialog(props: SecretDialogProps) {
  const { product, isOpen, close } = props;
  return (
    <Modal opened={isOpen} onClose={close} title={words.dialog(PRODUCT_WORDS[product])}>
      <SecretForm {...props} />
    </Modal>
  );
}

function SecretForm({ workspace, product, show, close }: SecretDialogProps) {
  const engine = useEngine();
  const [typed, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isEmpty = typed.trim() === '';
  const keep = useChange(
    (secret: string | null) => engine.live.keepSecret({ workspace, product, secret }),
    show,
    close,
  );
  return (
    <DialogForm
      submitWords={words.save}
      isBusy={keep.isBusy}
      failure={keep.failure}
      close={close}
      submit={() => {
        setIsTried(true);
        if (!isEmpty && !keep.isBusy) keep.run(typed);
      }}
    >
      <Text size="sm">{words.text}</Text>
      <SecretInput
        label={words.label}
        description={words.hint}
        value={typed}
        error={isTried && isEmpty ? words.empty : null}
        data-autofocus
        maxLength={8192}
        showWords={words.show}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" size="xs" disabled={keep.isBusy} onClick={() => keep.run(null)}>
          {words.draw}
        </Button>
        <Text size="xs" c="dimmed" mt={4}>
          {words.drawHint}
        </Text>
      </div>
    </DialogForm>
  );
}
