import { describe, expect, it } from 'vitest';
import { sandboxProcess, type SandboxProcess } from '../../bench/support/sandbox-process.ts';
import {
  selectRows,
  type Condition,
  type QueriedList,
  type SandboxAccess,
} from '../sandbox/sandbox-client.ts';
import { auditPlantedWorld } from '../support/world-check.ts';

const MOST_MB = 300;
const GIFTS: QueriedList = { product: 'raise', path: 'Gift', id: 'Id' };
const LISTS: readonly QueriedList[] = [
  GIFTS,
  { product: 'raise', path: 'Donor', id: 'Id' },
  { product: 'raise', path: 'RecurringGift', id: 'Id' },
  { product: 'crm', path: 'Contact/Query/FullContact', id: 'Contact Id' },
  { product: 'crm', path: 'Gift/Query/FullGift', id: 'Gift Id' },
  { product: 'crm', path: 'RecurringGift/Query', id: 'Recurring Gift Id' },
];
const PAGE = { skip: 0, take: 1000 };

describe('a large sandbox', () => {
  it('stays small while every page of 300,000 gifts is read, both products at once', async () => {
    const sandbox = await sandboxProcess(300_000, 25_000);
    try {
      await Promise.all(LISTS.map((list) => readWhole(accessOf(sandbox), list)));
      expect((await sandbox.memory()).peakMb).toBeLessThan(MOST_MB);
    } finally {
      sandbox.end();
    }
  });

  it('starts in seconds with 3,000,000 gifts, is small, and answers anywhere and by date', async () => {
    const sandbox = await sandboxProcess(3_000_000, 250_000);
    try {
      expect(sandbox.startSeconds).toBeLessThan(20);
      const at = accessOf(sandbox);
      for (const list of LISTS) {
        const { total } = await selectRows(at, list, [], PAGE);
        const skip = Math.floor(total * 0.97);
        const late = (await selectRows(at, list, [], { ...PAGE, skip })).rows;
        expect(late.length).toBe(Math.min(1000, total - skip));
        const beyond = await selectRows(at, list, [[beyondId(list, late[9]?.['id'])]], PAGE);
        expect(beyond.rows.slice(0, 900)).toEqual(late.slice(10, 910));
        expect(beyond.total).toBe(total - skip - 10);
      }
      const month = [
        { parameter: 'Date', operator: 'GreaterThanOrEqual', value: '60 Days Ago' },
        { parameter: 'Date', operator: 'LessThan', value: '30 Days Ago' },
      ];
      const { rows, total } = await selectRows(at, GIFTS, [month], PAGE);
      // 30 of 730 days.
      expect(Math.abs(total / 3_000_000 - 30 / 730)).toBeLessThan(0.01);
      expect(rows.length).toBe(1000);
      expect((await sandbox.memory()).peakMb).toBeLessThan(MOST_MB);
    } finally {
      sandbox.end();
    }
  });

  it('is audited whole: exactly what was planted in 25,000 donors and 300,000 gifts', async () => {
    const { report } = await auditPlantedWorld({ donors: 25_000, gifts: 300_000, seed: 2 });
    expect(report.run.coverage.every((stream) => stream.complete)).toBe(true);
  });
});

/** Every page by id; each id once, and as many as advertised. */
async function readWhole(at: SandboxAccess, list: QueriedList): Promise<void> {
  const { total, rows: first } = await selectRows(at, list, [], PAGE);
  let rows = first;
  let read = 0;
  for (let last = 0; rows.length > 0;) {
    const ids = rows.map((row) => Number(row['id']));
    expect(ids.every((id, place) => id > (ids[place - 1] ?? last))).toBe(true);
    read += ids.length;
    last = ids.at(-1) ?? last;
    ({ rows } = await selectRows(at, list, [[beyondId(list, last)]], PAGE));
  }
  expect(read).toBe(total);
}

function beyondId({ id }: QueriedList, value: unknown): Condition {
  return { parameter: id, operator: 'GreaterThan', value };
}

function accessOf({ access: { raise, crm } }: SandboxProcess): SandboxAccess {
  return {
    raiseUrl: raise.url,
    raiseToken: raise.token,
    crmUrl: crm?.url ?? '',
    crmToken: crm?.token ?? '',
  };
}
