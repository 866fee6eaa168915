import { describe, expect, test } from 'vitest';
import { createCrmConnector } from '../../src/core/connectors/crm/connector.ts';
import { createRaiseConnector } from '../../src/core/connectors/raise/connector.ts';
import { parseRecord } from '../../src/core/connectors/stored-answers.ts';
import { json } from '../http/local-server.ts';
import type { Asked, ListBehaviour } from './list-server.ts';
import { crmGift, startListServer } from './list-server.ts';

function answering(value: unknown, status = 200): ListBehaviour {
  return { ids: [], before: (_, response) => (json(response, value, status), true) };
}

describe('one record', () => {
  test.each([
    ['the record', crmGift(5), 200, { kind: 'found', record: { id: '5', amountMinor: 1050 } }],
    ['another record', crmGift(6), 200, { kind: 'unknown', failure: 'bad_answer' }],
    [
      'a record that cannot be read',
      { ...crmGift(5), amount: 'ten' },
      200,
      { kind: 'unreadable', record: { id: '5', why: 'amount: not a number' } },
    ],
    [
      'another one that cannot be read',
      { ...crmGift(6), amount: 'ten' },
      200,
      { kind: 'unknown', failure: 'bad_answer' },
    ],
    ['null', null, 200, { kind: 'unknown', failure: 'bad_answer' }],
    ['a list', [crmGift(5)], 200, { kind: 'unknown', failure: 'bad_answer' }],
    ['404', { message: 'no' }, 404, { kind: 'not_found' }],
    ['401', { message: 'no' }, 401, { kind: 'unknown', failure: 'sign_in_refused' }],
    ['403', { message: 'no' }, 403, { kind: 'unknown', failure: 'not_permitted' }],
    ['500', { message: 'no' }, 500, { kind: 'unknown', failure: 'server_error' }],
  ])('%s', async (_, value, status, expected) => {
    await using server = await startListServer(answering(value, status));
    const answer = await createCrmConnector(server.http).readGift('5');
    expect(answer).toMatchObject(expected);
    if (answer.kind === 'found' || answer.kind === 'unreadable') {
      expect(parseRecord('crm.gifts', answer.text).record).toEqual(answer.record);
    }
  });

  test('a cancelled read is thrown', async () => {
    await using server = await startListServer(answering(crmGift(5)));
    await expect(
      createCrmConnector(server.http).readGift('5', AbortSignal.abort()),
    ).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('an id that is none never leaves the machine', async () => {
    await using server = await startListServer(answering(crmGift(5)));
    expect(await createCrmConnector(server.http).readGift('../Contact')).toEqual({
      kind: 'unknown',
      failure: 'refused_by_allow_list',
    });
    expect(server.asked).toEqual([]);
  });

  test('both parts of a reference are encoded', async () => {
    await using server = await startListServer(
      answering({ ...crmGift(5), transactionSource: 'A & B', transactionId: 'x#1 ü' }),
    );
    const crm = createCrmConnector(server.http);
    expect(await crm.readGiftByReference({ source: 'a & b', id: 'x#1 ü' })).toMatchObject({
      kind: 'found',
    });
    expect(server.asked[0]?.path).toBe('/api/Gift/a%20%26%20b/x%231%20%C3%BC');
    expect(await crm.readGiftByReference({ source: 'a & b', id: 'x#2' })).toEqual({
      kind: 'unknown',
      failure: 'bad_answer',
    });
    // The allow-list takes no encoded slash: such a reference can only be looked up by findGifts.
    expect(await crm.readGiftByReference({ source: 'a', id: 'x/2' })).toEqual({
      kind: 'unknown',
      failure: 'refused_by_allow_list',
    });
  });

  test('a contact by reference must carry that reference, if it carries any', async () => {
    await using server = await startListServer(
      answering({ id: 5, contactReferences: [{ source: 'RaiseDonors', id: 42 }] }),
    );
    const crm = createCrmConnector(server.http);
    expect(await crm.readContactByReference({ source: 'raisedonors', id: '42' })).toMatchObject({
      kind: 'found',
    });
    expect(await crm.readContactByReference({ source: 'RaiseDonors', id: '43' })).toEqual({
      kind: 'unknown',
      failure: 'bad_answer',
    });
  });

  test('a connector refuses the client of the other product', async () => {
    await using server = await startListServer(answering({}));
    expect(() => createRaiseConnector(server.http)).toThrow();
  });
});

describe('batch look-ups', () => {
  const gifts = (ids: readonly number[], total = ids.length): unknown => ({
    list: ids.map(crmGift),
    total,
  });

  test.each([
    ['the control and one of two', [gifts([1, 3])], true, ['1', '3']],
    ['the control alone', [gifts([1])], true, ['1']],
    ['no control', [gifts([3])], false, ['3']],
    ['a gift nobody asked for', [gifts([1, 3, 9])], false, ['1', '3', '9']],
    [
      'more than came, and the rest on the next page',
      [gifts([1], 2), gifts([3], 2), gifts([], 2)],
      true,
      ['1', '3'],
    ],
    ['the same page again', [gifts([1], 2), gifts([1], 2)], false, ['1', '1']],
    ['a total that is too low', [gifts([1, 3], 1), gifts([], 1)], true, ['1', '3']],
    ['a row that cannot be read', [{ list: [crmGift(1), null], total: 2 }], false, ['1', null]],
  ])('%s', async (_, answers, isProved, ids) => {
    let nth = 0;
    await using server = await startListServer({
      ids: [],
      before: (_, response) => (json(response, answers[nth++]), true),
    });
    const batch = await createCrmConnector(server.http).findGifts(['rd2-2', 'rd2-3'], 'rd2-1');
    expect([batch.isProved, batch.rows.map((row) => row.record.id)]).toEqual([isProved, ids]);
    expect(server.asked.length).toBe(answers.length);
  });

  test('at most fifty ids', async () => {
    await using server = await startListServer(answering({}));
    await expect(
      createCrmConnector(server.http).findGifts(Array.from({ length: 51 }, String), '1'),
    ).rejects.toMatchObject({ kind: 'defect' });
  });

  test('gifts of a contact: rows of others mean that the condition was ignored', async () => {
    await using server = await startListServer({
      ids: [1, 2, 3],
      row: (id) => ({ ...crmGift(id), contactId: id === 3 ? 8 : 7 }),
    });
    expect(await createCrmConnector(server.http).giftsOfContact('7')).toEqual({
      kind: 'unknown',
      failure: 'bad_answer',
    });
    await using honest = await startListServer({ ids: [1, 2, 3] });
    expect(await createCrmConnector(honest.http).giftsOfContact('7')).toMatchObject({
      kind: 'found',
      record: [{ id: '1' }, { id: '2' }, { id: '3' }],
    });
  });
});

describe('the organization', () => {
  test.each([
    [
      {
        organizationName: ' The Human Fund ',
        organizationTimeZone: 'US/Arizona',
        organizationCulture: 'en-US',
      },
      { name: 'The Human Fund', timeZone: 'US/Arizona', culture: 'en-US' },
    ],
    [
      { organizationName: 'X', organizationTimeZone: 5 },
      { name: 'X', timeZone: null, culture: null },
    ],
  ])('%j', async (value, facts) => {
    await using server = await startListServer(answering(value));
    expect(await createCrmConnector(server.http).organization()).toEqual(facts);
  });

  test.each([[null], [{}], [[]], [{ organizationName: null }]])(
    '%j is not the organization',
    async (value) => {
      await using server = await startListServer(answering(value));
      await expect(createCrmConnector(server.http).organization()).rejects.toMatchObject({
        kind: 'bad_answer',
      });
    },
  );

  test('only reads leave', async () => {
    const asked: Asked[] = [];
    await using server = await startListServer({
      ids: [],
      before: (one, response) => (asked.push(one), json(response, {}, 403), true),
    });
    await expect(createCrmConnector(server.http).organization()).rejects.toMatchObject({
      kind: 'not_permitted',
    });
    expect(asked.map(({ path }) => path)).toEqual(['/api/Organization/Current']);
  });
});
