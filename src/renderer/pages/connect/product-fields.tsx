import { Anchor, Stack, TextInput } from '@mantine/core';
import type { MaskedToken } from '../../../core/model/kept-token.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { connectWords, USUAL_ADDRESSES } from '../../words/connect.ts';
import type { DraftErrors, ProductDraft } from './connection-draft.ts';
import { TokenField } from './token-field.tsx';

interface ProductFieldsProps {
  readonly product: Product;
  readonly draft: ProductDraft;
  readonly kept: MaskedToken;
  readonly errors: DraftErrors[Product];
  readonly isDisabled: boolean;
  readonly onChange: (draft: ProductDraft) => void;
}

/** Address and token of one product. */
export function ProductFields({
  product,
  draft,
  kept,
  errors,
  isDisabled,
  onChange,
}: ProductFieldsProps) {
  const usual = USUAL_ADDRESSES[product];
  return (
    <Stack gap="sm">
      <TextInput
        label={`${PRODUCT_WORDS[product]} ${connectWords.address.toLowerCase()}`}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={draft.url}
        error={errors.url}
        disabled={isDisabled}
        description={
          draft.url.trim() === usual ? undefined : (
            <Anchor
              component="button"
              type="button"
              size="xs"
              disabled={isDisabled}
              onClick={() => onChange({ ...draft, url: usual })}
            >
              {`${connectWords.usualAddress}: ${usual}`}
            </Anchor>
          )
        }
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        onChange={(event) => onChange({ ...draft, url: event.currentTarget.value })}
      />
      <TokenField
        product={product}
        kept={kept}
        draft={draft.token}
        error={errors.token}
        isDisabled={isDisabled}
        onChange={(token) => onChange({ ...draft, token })}
      />
    </Stack>
  );
}
