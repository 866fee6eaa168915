import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { systemUser } from '../who-decides.ts';

/** Answers `app`: what runs here, preferences, the window's own doings. */
export function appCommands({ version, dataFolder, window, preferences, keys }: EngineParts) {
  return {
    info: answers.app.info.handler(async () => ({
      version,
      dataFolder,
      host: window === null ? ('browser_tab' as const) : ('window' as const),
      preferences: preferences.get(),
      systemUser: systemUser(),
      keyStore: await keys.status(),
    })),
    changePreferences: answers.app.changePreferences.handler(({ input }) =>
      preferences.change(
        Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      ),
    ),
  };
}

/** Answers `keys`: where tokens are kept, and unlocking it; never a token. */
export function keyCommands({ keys }: EngineParts) {
  return {
    status: answers.keys.status.handler(() => keys.status()),
    choose: answers.keys.choose.handler(({ input }) =>
      keys.choose(input.backend, input.passphrase),
    ),
    unlock: answers.keys.unlock.handler(({ input }) => keys.unlock(input.passphrase)),
    lock: answers.keys.lock.handler(() => {
      keys.lock();
      return keys.status();
    }),
  };
}

/** Answers `calls`: the newest calls of a workspace, without what they carried. */
export function callCommands({ calls, auditor }: EngineParts) {
  return {
    list: answers.calls.list.handler(({ input }) => {
      auditor.customers.facts(input.workspace);
      return calls.list(input.workspace);
    }),
    watch: answers.calls.watch.handler(({ input, signal }) => {
      auditor.customers.facts(input.workspace);
      return withTypedFailures(calls.watch(input.workspace, signal));
    }),
  };
}
