import { describe, expect, it } from 'vitest';
import type { ExplicitWorld, Quirks } from '../../src/sandbox/index.ts';
import { loadWorld, startSandbox } from '../../src/sandbox/index.ts';
import { ask, queryCrm, readAllRaise } from './sandbox-client.ts';

describe('explicit worlds', () => {
  it('complete what is stated and serve given values verbatim', async () => {
    const world = loadWorld({
      organization: { name: 'Harbor House', timeZone: 'America/New_York' },
      raise: {
        donors: [{ id: 7, name: 'Ana Peña', email: 'ana@example.org', crmKey: '70' }],
        gifts: [
          { id: 900, amount: 'n/a' },
          { id: 901, amount: 12.5, projects: [{ name: 'Wells', amount: 12.5 }] },
        ],
      },
      crm: {
        contacts: [
          { id: 70, contactReferences: [{ source: 'RaiseDonors', id: 'rd2-7' }] },
          { id: 71, mergedIntoContactId: 70 },
          { id: 72, isArchived: true },
        ],
        gifts: [
          { id: 5, transactionSource: 'RaiseDonors', transactionId: 'rd2-901', amount: 12.5 },
        ],
      },
    });
    const sandbox = await startSandbox({ world });
    const gifts = await readAllRaise(sandbox, 'Gift');
    expect(
      gifts.map((gift) => [gift['id'], gift['amount'], gift['donorId'], gift['date']]),
    ).toEqual([
      [900, 'n/a', 7, '2026-03-10T12:00:00'],
      [901, 12.5, 7, '2026-03-10T12:00:00'],
    ]);
    expect(gifts[1]?.['projects']).toMatchObject([{ name: 'Wells', amount: '12.50' }]);
    const donor = await ask(sandbox, 'raise', 'GET', '/api/Donor/7');
    expect(donor.json).toMatchObject({
      firstName: 'Ana',
      lastName: 'Peña',
      donorEmailAddresses: [{ value: 'ana@example.org' }],
      isTestMode: false,
    });
    expect(
      (await queryCrm(sandbox, '/api/Contact/Query', [])).list.map((contact) => contact['id']),
    ).toEqual([70]);
    expect(
      (await queryCrm(sandbox, '/api/Contact/Query', [], { includeArchived: true })).total,
    ).toBe(2);
    expect((await ask(sandbox, 'crm', 'GET', '/api/Gift/RaiseDonors/rd2-901')).json).toMatchObject({
      id: 5,
      contactId: 70,
      amountFormatted: '$12.50',
    });
    expect((await ask(sandbox, 'crm', 'GET', '/api/Organization/Current')).json).toMatchObject({
      organizationName: 'Harbor House',
      organizationTimeZone: 'America/New_York',
    });
    expect(sandbox.planted).toEqual([]);
    await sandbox.close();
  });

  it('can be changed while they run', async () => {
    const sandbox = await startSandbox({
      world: loadWorld({ raise: { gifts: [{ id: 1 }] }, crm: {} }),
    });
    sandbox.mutate.putRaise('gifts', { id: 1, amount: 7 });
    sandbox.mutate.putRaise('gifts', { id: 2, amount: 8 });
    sandbox.mutate.putCrm('gifts', { id: 3, contactId: 4 });
    expect((await readAllRaise(sandbox, 'Gift')).map((gift) => gift['amount'])).toEqual([7, 8]);
    sandbox.mutate.removeRaise('gifts', 1);
    sandbox.mutate.removeCrm('gifts', 3);
    expect(sandbox.recordCounts).toMatchObject({ raise: { gifts: 1 }, crm: { gifts: 0 } });
    expect((await ask(sandbox, 'raise', 'GET', '/api/Gift/1')).status).toBe(404);
    await sandbox.close();
  });

  it('can be served without the field that says archived, and still leave archived contacts out', async () => {
    const world: ExplicitWorld = {
      raise: {},
      crm: { contacts: [{ id: 1 }, { id: 2, isArchived: true }] },
    };
    const quirks: Partial<Quirks> = { isArchivedField: false };
    const sandbox = await startSandbox({ world, quirks });
    const all = await queryCrm(sandbox, '/api/Contact/Query/FullContact', [], {
      includeArchived: true,
    });
    expect(all.list.map((contact) => 'isArchived' in contact)).toEqual([false, false]);
    expect((await queryCrm(sandbox, '/api/Contact/Query/FullContact', [])).total).toBe(1);
    await sandbox.close();
  });

  it('refuse a world of the wrong outline', () => {
    expect(() => loadWorld({ raise: { givers: [] } })).toThrow('unknown');
    expect(() => loadWorld([])).toThrow('object');
  });
});
