import { useEffect } from 'react';
import { hasKeysOfItsOwn } from '../../../shell/own-keys.ts';
import { areSingleKeysOn } from '../../../shell/use-shortcuts.ts';
import { askedBy } from './patches.ts';
import type { TriageActions } from './use-triage.tsx';

/** Single keys decide about the selected findings, or the one that has the focus or is shown in detail. */
export function useTriageKeys({ mark, openForm }: Pick<TriageActions, 'mark' | 'openForm'>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
      if (ctrlKey || metaKey || altKey || shiftKey || repeat || event.defaultPrevented) return;
      const asked = askedBy(key);
      if (asked === null || !areSingleKeysOn() || hasKeysOfItsOwn(event.target)) return;
      // The letter must not be typed into the form that it opens.
      event.preventDefault();
      if ('status' in asked) mark(asked.status);
      else openForm(asked.form);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [mark, openForm]);
}
