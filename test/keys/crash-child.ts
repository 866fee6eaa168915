import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { CANARY, PASSPHRASE } from './canary.ts';

// Puts a token and dies by a kill between the temporary file and the rename: argv[2] is the data folder.
fs.renameSync = () => process.kill(process.pid, 'SIGKILL');
syncBuiltinESMExports();
const { openKeyStore } = await import('../../src/keys/open-key-store.ts');
const store = openKeyStore({ dataFolder: process.argv[2] ?? '', keyring: false });
await store.unlock(PASSPHRASE);
await store.put('Main', 'crm', `${CANARY}-new`);
