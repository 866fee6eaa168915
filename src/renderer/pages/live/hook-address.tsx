import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { IconCopy, IconTick } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import { shellWords } from '../../words/shell.ts';
import classes from './live.module.css';

const words = liveWords.hook;

interface HookAddressProps {
  readonly product: Product;
  readonly path: string;
  /** Null before the first time: then there is a path only. */
  readonly port: number | null;
}

/** Where a product's deliveries are taken, to be copied. */
export function HookAddress({ product, path, port }: HookAddressProps) {
  const address = port === null ? path : `http://127.0.0.1:${port}${path}`;
  return (
    <div>
      <Text size="sm" fw={500}>
        {port === null ? words.path : words.address}
      </Text>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Code className={classes['address'] ?? ''} data-hook={product}>
          {address}
        </Code>
        <CopyButton value={address} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={copied ? words.copied : words.copyAddress(PRODUCT_WORDS[product])}
              leftSection={copied ? <IconTick /> : <IconCopy />}
              onClick={copy}
              className={classes['copy'] ?? ''}
            >
              {copied ? shellWords.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed">
        {port === null ? words.pathOnly : words.addressHint} {words.private}
      </Text>
    </div>
  );
}
