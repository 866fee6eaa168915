import { Button, Group, Input, Text } from '@mantine/core';
import { useState } from 'react';
import type { MaskedToken } from '../../../core/model/kept-token.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { IconLock } from '../../shell/icons.tsx';
import { SecretInput } from '../../shell/secret-input.tsx';
import { connectWords } from '../../words/connect.ts';
import type { TokenDraft } from './token-draft.ts';
import classes from './connect.module.css';

interface TokenFieldProps {
  readonly product: Product;
  readonly kept: MaskedToken;
  readonly draft: TokenDraft;
  readonly error: string | null;
  readonly isDisabled: boolean;
  readonly onChange: (draft: TokenDraft) => void;
}

/** A token: either kept and masked, or being typed. */
export function TokenField(props: TokenFieldProps) {
  const { product, kept, draft, error, isDisabled, onChange } = props;
  const [isReplacing, setIsReplacing] = useState(false);
  const label = `${PRODUCT_WORDS[product]} ${connectWords.token.toLowerCase()}`;
  if (draft.kind !== 'typed')
    return <KeptToken {...props} onReplace={() => setIsReplacing(true)} />;
  return (
    <div>
      <SecretInput
        label={label}
        description={connectWords.tokenHint[product]}
        placeholder={connectWords.tokenPlaceholder}
        value={draft.text}
        error={error}
        disabled={isDisabled}
        autoFocus={isReplacing}
        maxLength={10_000}
        showWords={`${connectWords.showToken}: ${label}`}
        onChange={(event) => onChange({ kind: 'typed', text: event.currentTarget.value })}
      />
      {kept.state !== 'absent' && (
        <Button
          variant="default"
          size="compact-sm"
          mt={4}
          disabled={isDisabled}
          onClick={() => onChange({ kind: 'keep' })}
        >
          {connectWords.keep}
        </Button>
      )}
    </div>
  );
}

/** The masked token with what can be done to it. */
function KeptToken({
  product,
  kept,
  draft,
  isDisabled,
  onChange,
  onReplace,
}: TokenFieldProps & { readonly onReplace: () => void }) {
  const isForgotten = draft.kind === 'forget';
  const isLocked = kept.state === 'locked';
  return (
    <Input.Wrapper
      label={`${PRODUCT_WORDS[product]} ${connectWords.token.toLowerCase()}`}
      labelElement="div"
      description={
        isForgotten ? connectWords.forgotten : isLocked ? connectWords.lockedHint : undefined
      }
    >
      <Group gap="sm" className={classes['kept']}>
        <Group gap={6} className={classes['keptText']}>
          <IconLock />
          <Text size="sm" td={isForgotten ? 'line-through' : undefined}>
            {isLocked ? connectWords.lockedToken : connectWords.keptToken}
          </Text>
          {kept.text !== null && (
            <Text size="sm" ff="monospace" td={isForgotten ? 'line-through' : undefined}>
              {kept.text}
            </Text>
          )}
        </Group>
        <Group gap={4}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={isDisabled}
            aria-label={connectWords.of(connectWords.replace, product)}
            onClick={() => {
              onReplace();
              onChange({ kind: 'typed', text: '' });
            }}
          >
            {connectWords.replace}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={isDisabled}
            aria-label={connectWords.of(
              isForgotten ? connectWords.keep : connectWords.forget,
              product,
            )}
            onClick={() => onChange({ kind: isForgotten ? 'keep' : 'forget' })}
          >
            {isForgotten ? connectWords.keep : connectWords.forget}
          </Button>
        </Group>
      </Group>
    </Input.Wrapper>
  );
}
