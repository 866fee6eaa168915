import { comparePackage } from '../support/compare-packages.ts';
import type { Contender } from './contender.ts';
import { crmRows, donorRows, raiseRows } from './rows.ts';

/** Of daff what is used here. */
interface Daff {
  readonly TableView: new (rows: unknown[][]) => object;
  readonly CompareFlags: new () => { unchanged_context: number; addPrimaryKey(name: string): void };
  readonly TableDiff: new (alignment: unknown, flags: object) => { hilite(output: object): void };
  compareTables(local: object, remote: object, flags: object): { align(): unknown };
}

interface Tables {
  readonly api: Daff;
  readonly raise: unknown[][];
  readonly crm: unknown[][];
}

const HEADER = ['id', 'contact', 'amount', 'currency', 'day', 'split'];

/** daff's comparison of the two tables, with the id as their key; the contacts are looked up before. */
export const daff: Contender<Tables> = {
  prepare: (capture) => {
    const contacts = new Map(donorRows(capture));
    const raise = Array.from(raiseRows(capture), ([id, donor, ...compared]) => [
      id,
      contacts.get(donor ?? -1) ?? null,
      ...compared,
    ]);
    const crm = Array.from(crmRows(capture), (row) => [...row]);
    return {
      api: comparePackage('daff') as Daff,
      raise: [HEADER, ...raise],
      crm: [HEADER, ...crm],
    };
  },
  match: ({ api, raise, crm }) => {
    const flags = new api.CompareFlags();
    flags.addPrimaryKey('id');
    flags.unchanged_context = 0;
    const [local, remote] = [new api.TableView(raise), new api.TableView(crm)];
    const alignment = api.compareTables(local, remote, flags).align();
    const rows: unknown[][] = [];
    new api.TableDiff(alignment, flags).hilite(new api.TableView(rows));
    const id = rows.find(([action]) => action === '@@')?.indexOf('id') ?? 1;
    const isChange = (action: unknown): boolean => /->|\+\+\+|---/.test(String(action));
    return rows
      .filter(([action]) => isChange(action))
      .map((row) => String(row[id]))
      .sort((a, b) => Number(a) - Number(b));
  },
};
