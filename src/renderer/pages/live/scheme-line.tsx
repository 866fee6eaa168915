import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { liveWords } from '../../words/live.ts';
import { Mark } from '../audit/mark.tsx';
import type { LiveChangeProps } from './live-props.ts';
import { SchemeDialog } from './scheme-dialog.tsx';
import { schemeWords } from './scheme-draft.ts';

interface SchemeLineProps extends LiveChangeProps {
  readonly product: Product;
}

/** How a product's deliveries are proved, and the way to say otherwise. */
export function SchemeLine(props: SchemeLineProps) {
  const { product, view } = props;
  const [isOpen, setIsOpen] = useState(false);
  const scheme = view.status.settings.schemes[product];
  return (
    <div>
      <Text size="sm" fw={500}>
        {liveWords.hook.proof}
      </Text>
      <Group gap="sm" justify="space-between">
        <Text size="sm" component="div">
          {scheme.kind === 'none' ? (
            <Mark tone="warn">{schemeWords(scheme)}</Mark>
          ) : (
            schemeWords(scheme)
          )}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={liveWords.of(
            `${liveWords.change} (${liveWords.hook.proof})`,
            PRODUCT_WORDS[product],
          )}
          onClick={() => setIsOpen(true)}
        >
          {liveWords.change}
        </Button>
      </Group>
      <SchemeDialog {...props} isOpen={isOpen} close={() => setIsOpen(false)} />
    </div>
  );
}
