import { useEffect, useState } from 'react';
import type { AppInfo } from '../../contract/app.ts';
import type { FailureFacts } from '../../contract/failure.ts';
import { connectEngine, type Engine } from '../engine/client.ts';
import { EngineProvider } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { NoSession } from '../engine/tab-socket.ts';
import { EngineLost } from './banners.tsx';
import { EngineLostContext } from './engine-lost.ts';
import { NoEngine, Opening } from './engine-states.tsx';
import { landingPath } from './routes.ts';
import { Shell } from './shell.tsx';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' | 'lost'; readonly engine: Engine; readonly info: AppInfo }
  | { readonly kind: 'no_session' }
  | { readonly kind: 'failed'; readonly failure: FailureFacts };

/** Reaches the engine once, then shows the application; says so when it is gone. */
export function Connecting() {
  const [state, setState] = useState<State>({ kind: 'opening' });
  useEffect(() => {
    void openEngine(setState);
    // A new link in a tab that is open already changes the address only: the page has to begin anew to use it.
    const begin = (): void => {
      if (window.location.hash.startsWith('#code=')) window.location.reload();
    };
    window.addEventListener('hashchange', begin);
    return () => window.removeEventListener('hashchange', begin);
  }, []);
  switch (state.kind) {
    case 'opening':
      return <Opening />;
    case 'no_session':
      return <NoEngine failure={null} />;
    case 'failed':
      return <NoEngine failure={state.failure} />;
    case 'open':
    case 'lost':
      return (
        <EngineProvider value={state}>
          <EngineLostContext value={state.kind === 'lost'}>
            <Shell banner={state.kind === 'lost' ? <EngineLost /> : null} />
          </EngineLostContext>
        </EngineProvider>
      );
  }
}

let opened: Promise<void> | null = null;

/** Once for each page: a code works once, and React's strict mode mounts twice. */
function openEngine(tell: (state: State) => void): Promise<void> {
  opened ??= (async () => {
    try {
      const { engine, lost } = await connectEngine();
      const info = await engine.app.info();
      await addressLastWorkspace(engine, info);
      tell({ kind: 'open', engine, info });
      await lost;
      tell({ kind: 'lost', engine, info });
    } catch (error) {
      tell(
        error instanceof NoSession
          ? { kind: 'no_session' }
          : { kind: 'failed', failure: failureOf(error) },
      );
    }
  })();
  return opened;
}

/** A start without an address goes on where it was left; a customer that is gone is not looked for. */
async function addressLastWorkspace(engine: Engine, info: AppInfo): Promise<void> {
  const last = info.preferences.lastWorkspace;
  if (last === null || window.location.hash.length > 2) return;
  const known = await engine.workspaces.list();
  const summary = known.find(({ name }) => name === last);
  if (summary !== undefined) {
    window.history.replaceState(null, '', `#${landingPath(summary)}`);
  }
}
