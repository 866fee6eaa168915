import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CallFacts } from '../core/model/call-facts.ts';
import { KEY_BACKENDS, type KeyStoreStatus } from '../core/model/kept-token.ts';
import { FAILURES } from './failure.ts';
import { inWorkspace } from './workspaces.ts';

const personName = z.string().trim().min(1).max(100);

export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  lastWorkspace: z.string().max(63).nullable().default(null),
  /** Who decides here, for the log of decisions; null is whoever is signed in to this computer. */
  name: personName.nullable().default(null),
});
export type Preferences = z.infer<typeof preferences>;

export interface AppInfo {
  readonly version: string;
  readonly host: 'window' | 'browser_tab';
  readonly dataFolder: string;
  readonly preferences: Preferences;
  /** Who is signed in to this computer. */
  readonly systemUser: string;
  readonly keyStore: KeyStoreStatus;
}

/** One call of the log; `seq` rises. */
export interface LoggedCall extends CallFacts {
  readonly seq: number;
}

const command = oc.errors(FAILURES);
const passphrase = z.string().max(1000);

export const app = {
  info: command.output(type<AppInfo>()),
  changePreferences: command
    .input(
      z
        .object({
          theme: z.enum(['system', 'light', 'dark']),
          lastWorkspace: z.string().max(63).nullable(),
          name: personName.nullable(),
        })
        .partial(),
    )
    .output(type<Preferences>()),
};

export const keys = {
  status: command.output(type<KeyStoreStatus>()),
  choose: command
    .input(z.object({ backend: z.enum(KEY_BACKENDS), passphrase: passphrase.optional() }))
    .output(type<KeyStoreStatus>()),
  unlock: command.input(z.object({ passphrase })).output(type<KeyStoreStatus>()),
  lock: command.output(type<KeyStoreStatus>()),
};

export const calls = {
  /** The newest calls of this session, oldest first; at most 5,000 are kept. */
  list: command.input(inWorkspace).output(type<readonly LoggedCall[]>()),
  /** Calls as they are made, gathered for half a second. */
  watch: command.input(inWorkspace).output(eventIterator(type<readonly LoggedCall[]>())),
};
