import { useMantineColorScheme } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { Preferences } from '../../contract/app.ts';
import { useAppInfo, useEngine } from '../engine/engine-context.tsx';

export type ThemeChoice = Preferences['theme'];
export const THEME_CHOICES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** The chosen look, and the way to choose another; kept with the application's preferences. */
export function useThemeChoice(): {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
} {
  const engine = useEngine();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return {
    choice: colorScheme === 'auto' ? 'system' : colorScheme,
    choose: (choice) => {
      setColorScheme(choice === 'system' ? 'auto' : choice);
      // Not kept is no harm: it is asked for again with one click.
      engine.app.changePreferences({ theme: choice }).catch(() => undefined);
    },
  };
}

/** Takes the kept look before anything is painted; later choices are made here. */
export function useKeptTheme(): void {
  const { preferences } = useAppInfo();
  const { setColorScheme } = useMantineColorScheme();
  const isTaken = useRef(false);
  useLayoutEffect(() => {
    if (isTaken.current) return;
    isTaken.current = true;
    setColorScheme(preferences.theme === 'system' ? 'auto' : preferences.theme);
  }, [preferences.theme, setColorScheme]);
}
