import { createContext, use } from 'react';

const Context = createContext<string | null>(null);

export const WorkspaceName = Context.Provider;

/** The customer whose pages are shown; null on the start page. */
export function useWorkspaceName(): string | null {
  return use(Context);
}
