import { describe, expect, test } from 'vitest';
import { MOST_IDS } from '../../src/renderer/pages/audit/parse-ids.ts';
import { FIRST_SCOPE, readScope } from '../../src/renderer/pages/audit/scope-draft.ts';
import { auditWords } from '../../src/renderer/words/audit.ts';

const TODAY = '2026-11-24';
const words = auditWords.scope;

describe('a scope of all records', () => {
  test('is everything at first', () => {
    expect(readScope(FIRST_SCOPE, TODAY).scope).toEqual({
      records: ['donor', 'gift', 'recurring_gift'],
      from: null,
      to: null,
      modifiedFrom: null,
      ids: null,
    });
  });

  test('has the kinds of records in their usual order', () => {
    const { scope } = readScope({ ...FIRST_SCOPE, records: ['recurring_gift', 'donor'] }, TODAY);
    expect(scope?.records).toEqual(['donor', 'recurring_gift']);
  });

  test('needs at least one kind', () => {
    const { scope, errors } = readScope({ ...FIRST_SCOPE, records: [] }, TODAY);
    expect(scope).toBeNull();
    expect(errors.records).toBe(words.noRecords);
  });

  test('takes a named period by today', () => {
    expect(readScope({ ...FIRST_SCOPE, period: 'week' }, TODAY).scope).toMatchObject({
      from: '2026-11-17',
      to: '2026-11-23',
    });
  });

  test('may be open at one end', () => {
    const draft = { ...FIRST_SCOPE, period: 'custom', from: '2026-01-01' } as const;
    expect(readScope(draft, TODAY).scope).toMatchObject({ from: '2026-01-01', to: null });
  });

  test.each([
    ['', '', { from: words.noDay, to: null }],
    ['2026-02-30', '', { from: words.notADay, to: null }],
    ['', 'soon', { from: null, to: words.notADay }],
    ['2026-05-02', '2026-05-01', { from: null, to: words.wrongOrder }],
  ])('refuses the days from "%s" to "%s"', (from, to, errors) => {
    const read = readScope({ ...FIRST_SCOPE, period: 'custom', from, to }, TODAY);
    expect(read.scope).toBeNull();
    expect(read.errors).toMatchObject(errors);
  });

  test('forgets days typed before another period was chosen', () => {
    const draft = { ...FIRST_SCOPE, period: 'all', from: 'soon', to: '2026-05-01' } as const;
    expect(readScope(draft, TODAY).scope).toMatchObject({ from: null, to: null });
  });

  test('takes the day since when records changed, and refuses what is none', () => {
    const changed = { ...FIRST_SCOPE, modifiedFrom: '2026-05-01' };
    expect(readScope(changed, TODAY).scope?.modifiedFrom).toBe('2026-05-01');
    const wrong = readScope({ ...FIRST_SCOPE, modifiedFrom: '2026-05-32' }, TODAY);
    expect(wrong.scope).toBeNull();
    expect(wrong.errors.modifiedFrom).toBe(words.notADay);
  });
});

describe('a scope of listed ids', () => {
  const listed = { ...FIRST_SCOPE, which: 'listed' } as const;

  test('has the ids of one kind of record', () => {
    expect(readScope({ ...listed, listedType: 'donor', idText: '3\n4' }, TODAY).scope).toEqual({
      records: ['donor'],
      from: null,
      to: null,
      modifiedFrom: null,
      ids: ['3', '4'],
    });
  });

  test('prefers the file over what was typed', () => {
    const parsed = { ids: ['9'], repeated: 0, badLines: 0, firstBad: null };
    const draft = { ...listed, idText: 'abc', idFile: { name: 'ids.csv', parsed } };
    expect(readScope(draft, TODAY).scope?.ids).toEqual(['9']);
  });

  test.each([
    ['', words.noIds],
    ['1\nx', words.badLines(1, { line: 2, text: 'x' })],
    [Array.from({ length: MOST_IDS + 1 }, (_, at) => at).join('\n'), words.tooMany(MOST_IDS)],
  ])('refuses what it cannot take', (idText, sentence) => {
    const { scope, errors } = readScope({ ...listed, idText }, TODAY);
    expect(scope).toBeNull();
    expect(errors.ids).toBe(sentence);
  });
});
