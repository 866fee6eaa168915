import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isNewEnough } from '../scripts/find-node.mjs';

test('runs on a Node that the native modules bear', () => {
  expect(isNewEnough(process.versions.node), `Node ${process.versions.node}`).toBe(true);
});

test('SQLite is at least 3.51.3, which mended a fault that could damage a database in WAL mode', () => {
  const db = new Database(':memory:');
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  console.log(`SQLite ${version} on Node ${process.versions.node}`);
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(3_051_003);
});
