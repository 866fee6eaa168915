import { useEffect } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { hasKeysOfItsOwn } from '../own-keys.ts';
import { goBack, type WayBack } from './go-back.ts';

/** Ctrl or Cmd with Z, and with Shift and Z (or with Y), where nothing is being typed: a field has an undo of its own. */
export function useUndoKeys(workspace: string): void {
  const engine = useEngine();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const way = wayOf(event);
      if (way === null || event.defaultPrevented || hasKeysOfItsOwn(event.target)) return;
      event.preventDefault();
      // A key that is held down must not take back one decision after the other.
      if (!event.repeat) void goBack(engine, workspace, way);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [engine, workspace]);
}

function wayOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): WayBack | null {
  if (altKey || !(ctrlKey || metaKey)) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
