// A preload (`node --import`) for one process that is to be killed at a named step. It wraps what the product calls outside
// itself: fetch, SQLite's statements, the files. Nothing of the product knows of it, and everything stays real.
import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import type { ChildOrder } from '../support/audit-child.ts';
import { PHASES } from './phases.ts';
import { KILL_AT, KillSwitch, RECORD } from './kill-switch.ts';
import { nameOfSql } from './sql-names.ts';

/** The path to preload. */
export const crashPoints = import.meta.filename;

if (process.env[KILL_AT] !== undefined || process.env[RECORD] !== undefined) {
  const killSwitch = new KillSwitch(process.env);
  wrapFetch(killSwitch);
  wrapSqlite(killSwitch);
  wrapFiles(killSwitch);
  subscribe(PHASES, (phase) => killSwitch.around(`phase-${String(phase)}`, () => undefined));
}

/** Three events a call: sent, answered with headers, read to the end; and `parse`, when that text becomes a value. */
function wrapFetch(killSwitch: KillSwitch): void {
  const real = globalThis.fetch;
  const texts = new Set<string>();
  globalThis.fetch = async (input, init) => {
    const name = nameOfCall(input instanceof Request ? input.url : String(input), init?.method);
    const answer = killSwitch.around(`${name}-send`, () => real(input, init));
    const response = await answer;
    const headers = killSwitch.happening(`${name}-headers`);
    headers.before();
    setImmediate(() => headers.after());
    if (response.body === null) return response;
    const body = killSwitch.happening(`${name}-body`);
    const decoder = new TextDecoder();
    let text = '';
    const tap = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        text += decoder.decode(chunk, { stream: true });
        controller.enqueue(chunk);
      },
      flush() {
        body.before();
        texts.add(text);
        setImmediate(() => body.after());
      },
    });
    Object.defineProperty(response, 'body', { value: response.body.pipeThrough(tap) });
    return response;
  };
  const parse = JSON.parse.bind(JSON);
  JSON.parse = (text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown) =>
    texts.delete(text)
      ? killSwitch.around('parse', () => parse(text, reviver) as unknown)
      : (parse(text, reviver) as unknown);
}

/** By product and by what is asked for; which list or record it is makes no other step. */
function nameOfCall(address: string, method = 'GET'): string {
  const { origin, pathname } = new URL(address);
  const { raise } = JSON.parse(process.argv[2] ?? '{}') as ChildOrder;
  const product = origin === raise.url ? 'raise' : 'crm';
  if (method === 'POST') return `${product}-query`;
  const last = pathname.split('/').at(-1) ?? '';
  return `${product}-${/^\d+$|-\d+$/.test(last) ? 'one' : last.toLowerCase()}`;
}

/** All statements run through one prototype, those of transactions and pragmas included. */
function wrapSqlite(killSwitch: KillSwitch): void {
  const probe = new Database(':memory:');
  const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<
    'run' | 'get' | 'all',
    (this: Database.Statement, ...values: unknown[]) => unknown
  >;
  probe.close();
  const around = (database: Database.Database, sql: string, work: () => unknown): unknown => {
    const does = nameOfSql(sql);
    return does === null ? work() : killSwitch.around(`${fileOf(database.name)}-${does}`, work);
  };
  for (const method of ['run', 'get', 'all'] as const) {
    const real = prototype[method];
    prototype[method] = function (...values) {
      return around(this.database, this.source, () => real.apply(this, values));
    };
  }
  const exec: Exec = Reflect.get(Database.prototype, 'exec');
  Database.prototype.exec = function (sql) {
    around(this, sql, () => exec.call(this, sql));
    return this;
  };
}

type Exec = (this: Database.Database, sql: string) => Database.Database;

/** Capture files are named after their run; the others keep their name. */
function fileOf(path: string): string {
  const name = basename(path, '.sqlite');
  return /^\d{8}T\d{6}-\d+$/.test(name) ? 'capture' : name;
}

/** With a callback as its last argument. */
type Write = (fd: number, ...rest: unknown[]) => void;

function wrapFiles(killSwitch: KillSwitch): void {
  const { rename, open, rm } = fs.promises;
  const ending = (path: unknown): string => /\.\w+$/.exec(String(path))?.[0].slice(1) ?? 'file';
  fs.promises.rename = (from, to) =>
    killSwitch.aroundAsync(`export-rename-${ending(to)}`, () => rename(from, to));
  fs.promises.rm = (path, options) =>
    killSwitch.aroundAsync('export-remove', () => rm(path, options));
  // Whatever its name: a file that is no temporary one is all the more to be killed at.
  fs.promises.open = async (path, flags, mode) => {
    const file = await killSwitch.aroundAsync(`export-open-${String(flags)}`, () =>
      open(path, flags, mode),
    );
    const appendFile = file.appendFile.bind(file);
    const sync = file.sync.bind(file);
    file.appendFile = (...written) =>
      killSwitch.aroundAsync('export-write', () => appendFile(...written));
    file.sync = () => killSwitch.aroundAsync('export-flush', sync);
    return file;
  };
  // A stream writes through these two.
  for (const method of ['write', 'writev'] as const) {
    const real = fs[method] as Write;
    const watched: Write = (fd, ...rest) => {
      const told = rest.at(-1) as (...values: unknown[]) => void;
      const event = killSwitch.happening('export-write-stream');
      event.before();
      real(fd, ...rest.slice(0, -1), (...values: unknown[]) => {
        event.after();
        told(...values);
      });
    };
    Object.assign(fs, { [method]: watched });
  }
  const { mkdirSync, openSync } = fs;
  fs.mkdirSync = (...args: Parameters<typeof mkdirSync>) =>
    killSwitch.around('make-folder', () => mkdirSync(...args));
  fs.openSync = (path, flags, mode) =>
    ending(path) === 'sqlite'
      ? killSwitch.around('make-file', () => openSync(path, flags, mode))
      : openSync(path, flags, mode);
  syncBuiltinESMExports();
}
