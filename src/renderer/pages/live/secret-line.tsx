import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { IconLock } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import { ClearSecretDialog } from './clear-secret-dialog.tsx';
import type { LiveChangeProps } from './live-props.ts';
import { SecretDialog } from './secret-dialog.tsx';

const words = liveWords.secret;

interface SecretLineProps extends LiveChangeProps {
  readonly product: Product;
}

/** Whether a product's secret is kept, masked, and what can be done about it. */
export function SecretLine(props: SecretLineProps) {
  const { product, view } = props;
  const [open, setOpen] = useState<'set' | 'clear' | null>(null);
  const { state, text } = view.secrets[product];
  const isAbsent = state === 'absent';
  const close = (): void => setOpen(null);
  const named = (what: string): string =>
    liveWords.of(`${what} (${liveWords.hook.secret})`, PRODUCT_WORDS[product]);
  return (
    <div>
      <Text size="sm" fw={500}>
        {liveWords.hook.secret}
      </Text>
      <Group gap="sm" justify="space-between">
        <Group gap={6}>
          {!isAbsent && <IconLock />}
          <Text size="sm">
            {isAbsent ? words.absent : state === 'locked' ? words.locked : words.kept}
          </Text>
          {text !== null && (
            <Text size="sm" ff="monospace">
              {text}
            </Text>
          )}
        </Group>
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={named(isAbsent ? words.set : words.replace)}
            onClick={() => setOpen('set')}
          >
            {isAbsent ? words.set : words.replace}
          </Button>
          {!isAbsent && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={named(words.clear)}
              onClick={() => setOpen('clear')}
            >
              {words.clear}
            </Button>
          )}
        </Group>
      </Group>
      <SecretDialog {...props} isOpen={open === 'set'} close={close} />
      <ClearSecretDialog {...props} isOpen={open === 'clear'} close={close} />
    </div>
  );
}
