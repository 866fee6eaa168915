import { Paper, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { liveWords } from '../../words/live.ts';
import { Mark } from '../audit/mark.tsx';
import { HookAddress } from './hook-address.tsx';
import { HookCounts } from './hook-counts.tsx';
import type { LiveChangeProps } from './live-props.ts';
import { SchemeLine } from './scheme-line.tsx';
import { SecretLine } from './secret-line.tsx';
import { isTaken } from './silent-products.ts';

const words = liveWords.hook;

interface HookCardProps extends LiveChangeProps {
  readonly product: Product;
}

/** One product's deliveries: where to, how they are proved, what came. */
export function HookCard(props: HookCardProps) {
  const { product, view } = props;
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Title order={3} size="h6" id={id}>
          {words.title(PRODUCT_WORDS[product])}
        </Title>
        <HookAddress
          product={product}
          path={view.status.settings.paths[product]}
          port={view.port ?? view.status.settings.port}
        />
        <SchemeLine {...props} />
        <SecretLine {...props} />
        {!isTaken(view, product) && (
          <Text size="sm" component="div">
            <Mark tone="warn">{words.notTaken}</Mark>
          </Text>
        )}
        <HookCounts product={product} status={view.status} />
      </Stack>
    </Paper>
  );
}
