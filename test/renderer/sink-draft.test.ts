import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertSink } from '../../src/contract/settings.ts';
import type { ShownSink } from '../../src/contract/operations.ts';
import type { AlertSink } from '../../src/core/model/alert.ts';
import {
  addressesOf,
  draftOfSink,
  newSink,
  secretOf,
  sinkOf,
  withKind,
  withTls,
  type SinkKind,
} from '../../src/renderer/pages/schedule/sink-draft.ts';
import { isElsewhere, sinkErrors } from '../../src/renderer/pages/schedule/sink-errors.ts';
import { sinkStanding } from '../../src/renderer/pages/schedule/sink-words.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const address = fc.stringMatching(/^[a-z0-9.+-]{1,12}@[a-z0-9.-]{1,12}$/);
const sink: fc.Arbitrary<AlertSink> = fc.oneof(
  fc.record({
    id,
    kind: fc.constant('file' as const),
    path: fc.stringMatching(/^\/[a-z ]{1,12}[a-z]$/),
  }),
  fc.record({
    id,
    kind: fc.constant('smtp' as const),
    host: fc.stringMatching(/^[a-z0-9.-]{1,30}$/),
    port: fc.integer({ min: 1, max: 65_535 }),
    isTls: fc.boolean(),
    user: fc.option(fc.stringMatching(/^[a-z@.]{1,20}$/)),
    from: address,
    to: fc.array(address, { minLength: 1, maxLength: 20 }),
  }),
  fc.record({
    id,
    kind: fc.constantFrom('slack' as const, 'webhook' as const, 'desktop' as const),
  }),
);

const MAIL: Extract<ShownSink, { kind: 'smtp' }> = {
  id: 'mail',
  kind: 'smtp',
  host: 'mail.example.org',
  port: 587,
  isTls: false,
  user: 'tieout',
  from: 'tieout@example.org',
  to: ['ops@example.org'],
  hasSecret: true,
};
const HOOK: ShownSink = { id: 'webhook', kind: 'webhook', hasSecret: true };

describe('a destination of alerts', () => {
  test('that is opened and saved stays as it was, and keeps its secret', () => {
    fc.assert(
      fc.property(sink, (kept) => {
        const draft = draftOfSink(kept);
        expect(sinkOf(draft)).toEqual(kept);
        expect(secretOf(draft)).toBeUndefined();
        expect(sinkErrors(draft, { ...kept, hasSecret: true }, [])).toEqual({});
        // What nothing stands against is what the engine takes.
        expect(alertSink.safeParse(sinkOf(draft)).success).toBe(true);
      }),
    );
  });

  test('says of each empty field what it needs', () => {
    const wrong = (kind: SinkKind) => Object.keys(sinkErrors(newSink(kind, []), null, []));
    expect(wrong('smtp')).toEqual(['host', 'from', 'to']);
    expect(wrong('slack')).toEqual(['url']);
    expect(wrong('webhook')).toEqual(['url', 'key']);
    expect(wrong('file')).toEqual(['path']);
    expect(wrong('desktop')).toEqual([]);
    expect(Object.keys(sinkErrors({ ...newSink('desktop', []), id: 'a b' }, null, []))).toEqual([
      'id',
    ]);
    expect(Object.keys(sinkErrors(newSink('desktop', []), null, ['desktop']))).toEqual(['id']);
  });

  test('gets a name that nobody has, until one is typed', () => {
    const taken = ['mail', 'mail-2', 'chat'];
    const draft = newSink('smtp', taken);
    expect(draft.id).toBe('mail-3');
    expect(withKind(draft, 'slack', taken).id).toBe('chat-2');
    expect(withKind({ ...draft, id: 'ops' }, 'slack', taken).id).toBe('ops');
  });

  test('has the usual port of its encryption, unless one is typed', () => {
    const draft = newSink('smtp', []);
    expect(withTls(draft, true).port).toBe('465');
    expect(withTls(withTls(draft, true), false).port).toBe('587');
    expect(withTls({ ...draft, port: '2525' }, true).port).toBe('2525');
  });

  test('asks for the password again when it would go to another server or user', () => {
    const draft = draftOfSink(MAIL);
    expect(isElsewhere(draft, MAIL)).toBe(false);
    for (const part of [{ host: 'mail.other.org' }, { user: 'other' }]) {
      const moved = { ...draft, ...part };
      expect(isElsewhere(moved, MAIL)).toBe(true);
      expect(Object.keys(sinkErrors(moved, MAIL, []))).toEqual(['password']);
      expect(sinkErrors({ ...moved, password: 'p4ss' }, MAIL, [])).toEqual({});
    }
    // Without a user nothing is signed in with.
    expect(sinkErrors({ ...draft, user: '' }, MAIL, [])).toEqual({});
    expect(secretOf({ ...draft, user: '', password: 'p4ss' })).toBeUndefined();
  });

  test('replaces address and key of a signed webhook together only', () => {
    const draft = draftOfSink(HOOK);
    const typed = { ...draft, url: ' https://hooks.example.org/x ', key: ' k ' };
    expect(Object.keys(sinkErrors({ ...draft, key: 'k' }, HOOK, []))).toEqual(['url']);
    expect(Object.keys(sinkErrors({ ...typed, key: '' }, HOOK, []))).toEqual(['key']);
    expect(sinkErrors(typed, HOOK, [])).toEqual({});
    expect(JSON.parse(secretOf(typed) ?? '')).toEqual({
      url: 'https://hooks.example.org/x',
      key: ' k ',
    });
  });

  test('takes addresses one a line or with commas between them', () => {
    expect(addressesOf(' a@x.org,\n b@x.org;c@x.org\n')).toEqual(['a@x.org', 'b@x.org', 'c@x.org']);
    const many = Array.from({ length: 21 }, (_, at) => `a${at}@x.org`).join('\n');
    expect(sinkErrors({ ...draftOfSink(MAIL), to: many }, MAIL, []).to).toMatch(/20/);
    expect(sinkErrors({ ...draftOfSink(MAIL), to: 'a@x.org b' }, MAIL, []).to).toMatch(/b$/);
  });

  test('says what is lacking, and never what is secret', () => {
    expect(sinkStanding(MAIL, true).lacks).toBeNull();
    expect(sinkStanding({ ...MAIL, hasSecret: false }, true).lacks).toMatch(/password/);
    expect(sinkStanding({ ...MAIL, user: null, hasSecret: false }, true).lacks).toBeNull();
    expect(sinkStanding({ ...HOOK, hasSecret: false }, true).lacks).toMatch(/key/);
    const desktop: ShownSink = { id: 'd', kind: 'desktop', hasSecret: false };
    expect(sinkStanding(desktop, true).lacks).toBeNull();
    expect(sinkStanding(desktop, false).lacks).toMatch(/window/);
  });
});
