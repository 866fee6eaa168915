import { AUTOMATIC, refusalOf } from './guards.ts';
import type { GuardPlaces } from './guards.ts';
import type { KeyBackend, KeyBackendChoice } from './key-store.ts';
import { KEYRING_NAME } from './os-keyring.ts';

/** Every backend, with a name, and the reason when it can't be used here. */
export function listChoices(places: GuardPlaces): Promise<KeyBackendChoice[]> {
  const backends: KeyBackend[] = [...AUTOMATIC, 'passphrase', 'memory'];
  return Promise.all(
    backends.map(async (backend) => ({
      backend,
      name: nameOf(backend, places),
      refusal: await refusalOf(backend, places),
    })),
  );
}

/** One sentence about the backend in use. `problem`: why its key can't be had now. */
export function wordsOf(
  backend: KeyBackend | null,
  choices: readonly KeyBackendChoice[],
  problem: string | null,
): string {
  if (problem !== null) return problem;
  const name = choices.find((choice) => choice.backend === backend)?.name ?? '';
  switch (backend) {
    case 'os_keychain':
    case 'os_keyring':
      return `Tokens are kept encrypted; ${name} guards their key.`;
    case 'passphrase':
      return 'Tokens are kept encrypted with your passphrase, and are unlocked now.';
    case 'memory':
      return `Tokens are only in memory and ${FORGOTTEN}`;
    case null:
      return wordsBeforeChoice(choices);
  }
}

const FORGOTTEN = 'will be forgotten when Tieout ends; choose a passphrase to keep them.';

function wordsBeforeChoice(choices: readonly KeyBackendChoice[]): string {
  const best = choices.find(
    ({ backend, refusal }) => refusal === null && AUTOMATIC.some((other) => other === backend),
  );
  return best === undefined
    ? `No token is kept yet; without a choice, tokens stay in memory and ${FORGOTTEN}`
    : `No token is kept yet; without a choice, they will be encrypted and ${best.name} will guard their key.`;
}

function nameOf(backend: KeyBackend, places: GuardPlaces): string {
  switch (backend) {
    case 'os_keychain':
      return places.keychain?.name ?? "System encryption of Tieout's window";
    case 'os_keyring':
      return KEYRING_NAME;
    case 'passphrase':
      return 'Passphrase';
    case 'memory':
      return 'Memory only';
  }
}
