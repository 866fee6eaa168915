import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { paletteWords } from '../words/palette.ts';
import { IconSearch } from './icons.tsx';
import { usePaletteActions } from './palette-actions.tsx';

const [store, palette] = createSpotlight();

interface PaletteProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Everything that can be reached by typing a few letters of it. */
export function Palette({ isOpen, close }: PaletteProps) {
  const actions = usePaletteActions();
  useEffect(() => {
    if (isOpen) palette.open();
    else palette.close();
  }, [isOpen]);
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      onSpotlightClose={close}
      nothingFound={paletteWords.nothing}
      highlightQuery
      scrollable
      maxHeight="60vh"
      attributes={{ content: { 'aria-label': paletteWords.label } }}
      searchProps={{
        leftSection: <IconSearch />,
        placeholder: paletteWords.placeholder,
        'aria-label': paletteWords.label,
      }}
    />
  );
}
