import { createContext, use } from 'react';
import type { AppInfo } from '../../contract/app.ts';
import type { Engine } from './client.ts';

interface Connected {
  readonly engine: Engine;
  readonly info: AppInfo;
}

const Context = createContext<Connected | null>(null);

export const EngineProvider = Context.Provider;

/** The engine; only below the provider. */
export function useEngine(): Engine {
  return connected().engine;
}

/** What the host told at the start: version, host, data folder. */
export function useAppInfo(): AppInfo {
  return connected().info;
}

function connected(): Connected {
  const value = use(Context);
  if (value === null) throw new Error('useEngine stands outside of its provider');
  return value;
}
