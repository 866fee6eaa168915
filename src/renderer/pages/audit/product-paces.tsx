import { Stack } from '@mantine/core';
import type { RunStatus } from '../../../contract/runs.ts';
import type { Paces } from '../../../core/model/run-stop.ts';
import { ProductPaceCard } from './product-pace-card.tsx';

interface ProductPacesProps {
  readonly products: RunStatus['products'];
  /** What is worth saying of their paces. */
  readonly said: Paces;
}

/** What each product is asked, and whether it lets us. */
export function ProductPaces({ products, said }: ProductPacesProps) {
  return (
    <Stack gap="md">
      {(['raise', 'crm'] as const).map((product) => (
        <ProductPaceCard
          key={product}
          product={product}
          pace={products[product]}
          said={said[product]}
        />
      ))}
    </Stack>
  );
}
