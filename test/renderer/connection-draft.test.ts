import { describe, expect, test } from 'vitest';
import type { WorkspaceDetails } from '../../src/contract/workspaces.ts';
import { workspaceSettings } from '../../src/contract/settings.ts';
import {
  errorsOf,
  firstDraft,
  hasErrors,
  isChanged,
  savedConnection,
  type ConnectionDraft,
} from '../../src/renderer/pages/connect/connection-draft.ts';
import { connectWords } from '../../src/renderer/words/connect.ts';

const words = connectWords.errors;
const DETAILS: WorkspaceDetails = {
  name: 'Hope',
  colour: 'blue',
  isDemo: false,
  createdUtc: '2026-11-24T00:00:00Z',
  lastRun: null,
  settings: workspaceSettings.parse({
    raiseUrl: 'https://raise.example.org',
    crmUrl: 'https://crm.example.org',
  }),
  tokens: { raise: { state: 'kept', text: '••••1234' }, crm: { state: 'absent', text: null } },
  folder: '/data/hope',
};

function draftOf(changes: {
  readonly raiseUrl?: string;
  readonly crmUrl?: string;
  readonly token?: string;
  readonly usesCrm?: boolean;
}): ConnectionDraft {
  const { raiseUrl = 'https://raise.example.org', crmUrl = 'https://crm.example.org' } = changes;
  const token = { kind: 'typed', text: changes.token ?? 'a-token' } as const;
  return {
    raise: { url: raiseUrl, token },
    crm: { url: crmUrl, token },
    usesCrm: changes.usesCrm ?? true,
  };
}

describe('the first draft', () => {
  test('keeps a kept token and asks for one that is absent', () => {
    const draft = firstDraft(DETAILS);
    expect(draft.raise.token).toEqual({ kind: 'keep' });
    expect(draft.crm.token).toEqual({ kind: 'typed', text: '' });
    expect(isChanged(draft, DETAILS)).toBe(false);
  });

  test('offers the usual address where CRM+ is not used', () => {
    const without = { ...DETAILS, settings: { ...DETAILS.settings, crmUrl: null } };
    const draft = firstDraft(without);
    expect(draft.usesCrm).toBe(false);
    expect(draft.crm.url).toMatch(/^https:/);
    expect(isChanged(draft, without)).toBe(false);
  });
});

describe('an address', () => {
  test.each([
    ['https://raise.example.org', null],
    [' https://raise.example.org/ ', null],
    ['https://raise.example.org/api', null],
    ['http://localhost:4010', null],
    ['http://127.0.0.1:4010/', null],
    ['', words.noAddress],
    ['raise.example.org', words.notAnAddress],
    ['https://', words.notAnAddress],
    ['http://raise.example.org', words.notHttps],
    ['http://localhost.example.org', words.notHttps],
    ['https://raise.example.org/donors', words.hasPath],
    ['https://raise.example.org/?key=1', words.hasPath],
    ['https://raise.example.org/#top', words.hasPath],
  ])('"%s": %s', (raiseUrl, sentence) => {
    expect(errorsOf(draftOf({ raiseUrl })).raise.url).toBe(sentence);
  });

  test('of both products must not be one', () => {
    const one = { raiseUrl: 'https://a.example.org/', crmUrl: 'https://A.example.org/api' };
    expect(errorsOf(draftOf(one)).crm.url).toBe(words.oneAddress);
    const ports = { raiseUrl: 'http://localhost:1', crmUrl: 'http://localhost:2' };
    expect(hasErrors(errorsOf(draftOf(ports)))).toBe(false);
  });

  test('of CRM+ does not count where CRM+ is not used', () => {
    expect(hasErrors(errorsOf(draftOf({ crmUrl: 'nonsense', usesCrm: false })))).toBe(false);
  });
});

describe('a token', () => {
  test('is needed for a test, and may come later', () => {
    expect(errorsOf(draftOf({ token: ' ' })).raise.token).toBe(words.noToken);
    expect(errorsOf(draftOf({ token: ' ' }), 'save').raise.token).toBeNull();
  });

  test('holds no blanks inside', () => {
    expect(errorsOf(draftOf({ token: 'a b' }), 'save').crm.token).toBe(words.blankToken);
  });
});

describe('what is saved', () => {
  test('is trimmed', () => {
    const draft = draftOf({ raiseUrl: ' https://raise.example.org ', token: ' secret ' });
    expect(savedConnection('Hope', draft)).toEqual({
      workspace: 'Hope',
      raiseUrl: 'https://raise.example.org',
      crmUrl: 'https://crm.example.org',
      raiseToken: 'secret',
      crmToken: 'secret',
    });
  });

  test('says nothing of a kept token, and null of one to forget', () => {
    const draft: ConnectionDraft = {
      ...draftOf({}),
      raise: { url: 'https://raise.example.org', token: { kind: 'keep' } },
      crm: { url: 'https://crm.example.org', token: { kind: 'forget' } },
    };
    const saved = savedConnection('Hope', draft);
    expect(saved).not.toHaveProperty('raiseToken');
    expect(saved).toHaveProperty('crmToken', null);
    expect(isChanged(draft, DETAILS)).toBe(true);
  });

  test('leaves CRM+ alone where it is not used', () => {
    const saved = savedConnection('Hope', draftOf({ usesCrm: false }));
    expect(saved.crmUrl).toBeNull();
    expect(saved).not.toHaveProperty('crmToken');
  });
});
