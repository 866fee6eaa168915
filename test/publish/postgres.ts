import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

/** A real PostgreSQL of Debian's packages on loopback, its data in a folder that goes with it. */
export interface Postgres {
  /** With the password of the publishing user. */
  readonly url: string;
  readonly password: string;
  /** Its data, and its log of every statement with all values. */
  readonly folder: string;
  /** Asks it as its owner; text values of all columns. */
  readonly ask: (
    statement: string,
    values?: readonly unknown[],
  ) => Promise<Record<string, unknown>[]>;
  /** Stops it at once, as a crash would, and starts it again on the same port. */
  restart(pauseMs?: number): Promise<void>;
  stopAtOnce(): Promise<void>;
  start(): Promise<void>;
  /** An empty database of its own. @returns its URL */
  database(name: string): Promise<string>;
  close(): Promise<void>;
}

const PASSWORD = 'publishing%20Canary_9c1';

/** Where initdb and postgres are; null with the reason printed, so that a skipped test says why. */
export function findPostgres(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const folder = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));
  if (folder !== undefined && (process.getuid?.() !== 0 || userOfPostgres() !== null))
    return folder;
  console.info(
    `Skipped: ${folder === undefined ? `no PostgreSQL under ${root} (Debian: postgresql)` : 'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody"'}.`,
  );
  return null;
}

export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-postgres-'));
  const user = process.getuid?.() === 0 ? userOfPostgres() : null;
  chmodSync(folder, 0o700);
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const identity = user ?? {};
  const data = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'owner',
      '--auth-host=scram-sha-256',
      '--auth-local=trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...identity, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  let server: ChildProcess | null = null;
  const owner = { host: folder, port, user: 'owner', database: 'postgres' };
  const start = async (): Promise<void> => {
    server = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${folder}`,
        '-c',
        'shared_buffers=16MB',
        '-c',
        'fsync=off',
        '-c',
        'log_statement=all',
        '-c',
        'log_destination=stderr',
        '-c',
        'logging_collector=on',
        '-c',
        `log_directory=${folder}`,
      ],
      { ...identity, cwd: folder, stdio: 'ignore' },
    );
    for (let tries = 0; ; tries += 1) {
      try {
        await asked(owner, 'SELECT 1');
        return;
      } catch (error) {
        if (tries > 300) throw error;
        await after(50);
      }
    }
  };
  const stopAtOnce = async (): Promise<void> => {
    if (server === null || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // SIGQUIT is PostgreSQL's own way to be gone at once, as in a crash, and takes its children along.
    server.kill('SIGQUIT');
    await ended;
    server = null;
  };
  await start();
  const role = `CREATE ROLE publisher LOGIN PASSWORD '${decodeURIComponent(PASSWORD)}'`;
  await asked(owner, role);
  const database = async (name: string): Promise<string> => {
    await asked(owner, `CREATE DATABASE ${name} OWNER publisher`);
    return `postgresql://publisher:${PASSWORD}@127.0.0.1:${port}/${name}`;
  };
  const url = await database('audits');
  return {
    url,
    folder,
    password: decodeURIComponent(PASSWORD),
    ask: (statement, values) => asked({ ...owner, database: 'audits' }, statement, values),
    restart: async (pauseMs = 0) => {
      await stopAtOnce();
      await after(pauseMs);
      await start();
    },
    stopAtOnce,
    start,
    database,
    close: async () => {
      await stopAtOnce();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function asked(
  where: ClientConfig,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client(where);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}

function userOfPostgres(): { readonly uid: number; readonly gid: number } | null {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }),
    );
    if (uid?.status === 0 && gid?.status === 0)
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
