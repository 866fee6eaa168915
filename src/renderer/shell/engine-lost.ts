import { createContext, use } from 'react';

const Context = createContext(false);

export const EngineLostContext = Context;

/** Whether the engine is gone: the banner above the page says so once, and for every part of the page. */
export function useEngineLost(): boolean {
  return use(Context);
}
