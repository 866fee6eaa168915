import { useSyncExternalStore } from 'react';

type Ask = (target: string) => void;

let shown: string | null = null;
let ask: Ask | null = null;
const listeners = new Set<() => void>();

/**
 * The page's address, which stands in the hash. Every way to another one (a link, back, a command) comes through here,
 * so that a page with unsaved changes can hold it.
 */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, current);
}

export function navigate(
  to: string,
  { replace = false }: { readonly replace?: boolean } = {},
): void {
  if (to === current()) return;
  if (ask !== null) return ask(to);
  if (replace) window.history.replaceState(null, '', `#${to}`);
  else window.history.pushState(null, '', `#${to}`);
  onHashChange();
}

/** Holds the page: `asked` hears where somebody wants to go. Returns what lets go. */
export function holdLocation(asked: Ask): () => void {
  ask = asked;
  return () => {
    if (ask === asked) ask = null;
  };
}

/** Lets go whoever holds it: what was held is given up on purpose. */
export function releaseLocation(): void {
  ask = null;
}

/** The same, for whoever is no part of a page. */
export function currentAddress(): string {
  return current();
}

function current(): string {
  shown ??= addressed();
  return shown;
}

function addressed(): string {
  return `/${window.location.hash.replace(/^#?\/?/, '')}`;
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', onHashChange);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('hashchange', onHashChange);
  };
}

function onHashChange(): void {
  const wanted = addressed();
  if (wanted === shown) return;
  if (ask !== null) {
    // The browser has changed the address already: put it back, the page stays.
    window.history.replaceState(null, '', `#${current()}`);
    return ask(wanted);
  }
  shown = wanted;
  for (const listener of listeners) listener();
}
