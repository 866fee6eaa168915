import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { hasKeysOfItsOwn } from '../../../shell/own-keys.ts';
import { areSingleKeysOn } from '../../../shell/use-shortcuts.ts';
import { findingsWords } from '../../../words/findings.ts';
import { FindingDetail, type FindingDetailProps } from './finding-detail.tsx';
import classes from './detail.module.css';

/** From here on a finding stands beside the list; on narrower windows it lies over it. */
const WIDE = '(min-width: 75em)';

type DetailPaneProps = Omit<FindingDetailProps, 'heading'> & {
  /** Whether it was opened by a key: then the focus follows. */
  readonly takesFocus: boolean;
  /** Whether a dialog lies over it, which Esc closes first. */
  readonly isCovered: boolean;
};

/** Where a finding's details are shown. */
export function DetailPane({ takesFocus, isCovered, ...props }: DetailPaneProps) {
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const heading = useRef<HTMLHeadingElement>(null);
  useStepKeys(props, isWide);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  if (isWide)
    return (
      <aside className={classes['aside']} aria-label={findingsWords.details}>
        <FindingDetail {...props} heading={heading} />
      </aside>
    );
  return (
    <Drawer.Root
      opened
      onClose={props.onClose}
      position="right"
      size="min(32rem, 100%)"
      returnFocus={false}
      closeOnEscape={!isCovered}
    >
      <Drawer.Overlay />
      <Drawer.Content aria-label={findingsWords.details}>
        <FindingDetail {...props} heading={heading} />
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** J and K, Alt with the arrows, and Esc, wherever the focus is but in a field. */
function useStepKeys(
  { onStep, onClose }: Pick<DetailPaneProps, 'onStep' | 'onClose'>,
  isWide: boolean,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || hasKeysOfItsOwn(event.target)) return;
      const step = stepOf(event);
      if (step !== null) {
        event.preventDefault();
        event.stopPropagation();
        onStep(step);
      } else if (event.key === 'Escape' && isWide) onClose();
    };
    // Before the grid takes Alt with an arrow for a move of its own.
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [onStep, onClose, isWide]);
}

function stepOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): -1 | 1 | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
  if (!areSingleKeysOn()) return null;
  return key === 'j' ? 1 : key === 'k' ? -1 : null;
}
