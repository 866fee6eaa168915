import { comparePackage } from '../support/compare-packages.ts';
import type { Contender } from './contender.ts';
import { crmRows, donorRows, raiseRows } from './rows.ts';

/** Of @duckdb/node-api what is used here. */
interface Duckdb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  readonly DuckDBDataChunk: { create(types: readonly unknown[]): Chunk };
  readonly INTEGER: unknown;
  readonly VARCHAR: unknown;
}
interface Connection {
  run(sql: string): Promise<unknown>;
  createAppender(table: string): Promise<Appender>;
  runAndReadAll(sql: string): Promise<{ getRows(): (readonly unknown[])[] }>;
}
interface Chunk {
  setRows(rows: readonly (readonly unknown[])[]): void;
}
interface Appender {
  appendDataChunk(chunk: Chunk): void;
  closeSync(): void;
}

/** Rows of DuckDB's own vectors. */
const CHUNK = 2048;
const JOIN = `SELECT coalesce(g.id, c.id) FROM (SELECT r.*, d.contact FROM raise r LEFT JOIN donor d ON d.id = r.donor) g
  FULL OUTER JOIN crm c ON c.id = g.id
  WHERE g.id IS NULL OR c.id IS NULL OR c.amount <> g.amount OR c.currency <> g.currency OR abs(c.day - g.day) > 1
    OR c.split IS DISTINCT FROM g.split OR c.contact IS DISTINCT FROM g.contact ORDER BY 1`;

/** DuckDB's full outer join in memory, with as many threads as it likes. */
export const duckdb: Contender<Connection> = {
  prepare: async (capture) => {
    const api = comparePackage('@duckdb/node-api') as Duckdb;
    const connection = await (await api.DuckDBInstance.create(':memory:')).connect();
    const { INTEGER: int, VARCHAR: text } = api;
    const side = [int, int, int, text, int, text];
    const tables: [string, string, unknown[], Iterable<readonly unknown[]>][] = [
      ['donor', 'id INTEGER, contact INTEGER', [int, int], donorRows(capture)],
      ['raise', `id INTEGER, donor INTEGER, ${COMPARED}`, side, raiseRows(capture)],
      ['crm', `id INTEGER, contact INTEGER, ${COMPARED}`, side, crmRows(capture)],
    ];
    for (const [name, columns, types, rows] of tables) {
      await connection.run(`CREATE TABLE ${name} (${columns})`);
      const appender = await connection.createAppender(name);
      for (const block of blocks(rows)) {
        const chunk = api.DuckDBDataChunk.create(types);
        chunk.setRows(block);
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    }
    return connection;
  },
  match: async (connection) =>
    (await connection.runAndReadAll(JOIN)).getRows().map(([id]) => String(id)),
};

const COMPARED = 'amount INTEGER, currency VARCHAR, day INTEGER, split VARCHAR';

function* blocks<T>(rows: Iterable<T>): Generator<T[]> {
  let block: T[] = [];
  for (const row of rows) {
    block.push(row);
    if (block.length < CHUNK) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}
