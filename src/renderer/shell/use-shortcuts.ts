import { useEffect } from 'react';
import type { Commands } from './commands-context.ts';

const SINGLE_KEYS = 'tieout.single-keys';

/** Ctrl or Cmd and K, and F1, everywhere; "?" where nothing is being typed. */
export function useShortcuts(
  commands: Pick<Commands, 'openPalette' | 'showShortcuts' | 'openHelp'>,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isMod = event.ctrlKey || event.metaKey;
      if (isMod && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        commands.openPalette();
      } else if (event.key === 'F1' && !isMod && !event.altKey && !event.shiftKey) {
        // The browser would open its own.
        event.preventDefault();
        commands.openHelp();
      } else if (event.key === '?' && !isMod && !event.altKey && areSingleKeysOn()) {
        if (isTypedInto(event.target)) return;
        event.preventDefault();
        commands.showShortcuts();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [commands]);
}

/** Keys without Ctrl or Cmd can be switched off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(SINGLE_KEYS) !== 'off';
}

export function switchSingleKeys(isOn: boolean): void {
  localStorage.setItem(SINGLE_KEYS, isOn ? 'on' : 'off');
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null
  );
}
