import { Alert } from '@mantine/core';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { IconInfo, IconWarning } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import type { LiveProps } from './live-props.ts';
import { silentProducts } from './silent-products.ts';

const words = liveWords.silent;

/** What to look at when Tieout listens and nothing comes, or nothing that can be taken. */
export function SilentNotes({ view }: Pick<LiveProps, 'view'>) {
  const { silent, refused } = silentProducts(view);
  return (
    <>
      {silent.length > 0 && (
        <Alert role="note" color="blue" icon={<IconInfo />} title={words.title(named(silent))}>
          {words.text}
        </Alert>
      )}
      {refused.length > 0 && (
        <Alert
          role="note"
          color="yellow"
          icon={<IconWarning />}
          title={words.refusedTitle(named(refused))}
        >
          {words.refusedText}
        </Alert>
      )}
    </>
  );
}

function named(products: readonly Product[]): string {
  return products.map((product) => PRODUCT_WORDS[product]).join(words.and);
}
