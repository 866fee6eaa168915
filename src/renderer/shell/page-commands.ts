import { useEffect, useSyncExternalStore } from 'react';

/** What the page that is shown offers in the palette. */
export interface PageCommand {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

const NONE: readonly PageCommand[] = [];
let offered = NONE;
const listeners = new Set<() => void>();

/** Offers commands as long as the page is there; must be stable (useMemo). */
export function useOfferCommands(commands: readonly PageCommand[]): void {
  useEffect(() => {
    offer(commands);
    return () => offer(NONE);
  }, [commands]);
}

export function usePageCommands(): readonly PageCommand[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function offer(commands: readonly PageCommand[]): void {
  offered = commands;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
