import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveChangeProps } from './live-props.ts';
import { useChange } from '../../engine/use-change.ts';

const words = liveWords.secret;

interface ClearSecretDialogProps extends LiveChangeProps {
  readonly product: Product;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** There is no other copy of a secret here: clearing asks first. */
export function ClearSecretDialog(props: ClearSecretDialogProps) {
  const { workspace, product, show, isOpen, close } = props;
  const engine = useEngine();
  const forget = useChange(() => engine.live.forgetSecret({ workspace, product }), show, close);
  return (
    <Modal opened={isOpen} onClose={close} title={words.clearTitle(PRODUCT_WORDS[product])}>
      <Stack>
        <Text size="sm">{words.clearText}</Text>
        {forget.failure !== null && <FailureNote failure={forget.failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={close}>
            {liveWords.cancel}
          </Button>
          <Button color="red" loading={forget.isBusy} onClick={() => forget.run()}>
            {words.clear}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
