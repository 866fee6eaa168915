import { ActionIcon, CopyButton } from '@mantine/core';
import { PRODUCT_WORDS, type Product } from '../../../../core/model/record-type.ts';
import { IconCopy, IconTick } from '../../../shell/icons.tsx';
import { findingsWords } from '../../../words/findings.ts';
import classes from './detail.module.css';

/** An id with a button that copies it. */
export function CopyableId({ product, id }: { readonly product: Product; readonly id: string }) {
  return (
    <span className={classes['id']}>
      {id}
      <CopyButton value={id} timeout={1500}>
        {({ copied, copy }) => (
          <ActionIcon
            size={24}
            variant="subtle"
            color={copied ? 'teal' : 'gray'}
            aria-label={
              copied ? findingsWords.idCopied : findingsWords.copyId(PRODUCT_WORDS[product], id)
            }
            onClick={copy}
          >
            {copied ? <IconTick /> : <IconCopy />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
