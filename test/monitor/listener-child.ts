import { readDelivery } from '../../src/core/connectors/events/read-delivery.ts';
import { startListener } from '../../src/core/monitor/listener.ts';
import { liveStore } from '../../src/core/monitor/live-store.ts';
import { openLiveFile } from '../../src/core/staging/live/live-file.ts';
import { CRM_SCHEME, PATHS, RAISE_SCHEME, SECRET } from './hook-load.ts';

// A listener in a process of its own, to be killed: its folder and its port are the arguments.
const [folder = '', port = '0'] = process.argv.slice(2);
const listener = await startListener({
  store: liveStore(openLiveFile(folder)),
  readEvents: () => (product, body, hint) => readDelivery(product, body, hint),
  paths: PATHS,
  schemes: { raise: RAISE_SCHEME, crm: CRM_SCHEME },
  secrets: { raise: SECRET, crm: SECRET },
  port: Number(port),
});
process.stdout.write(`${listener.port}\n`);
process.on('SIGTERM', () => {
  void listener.close().then(() => {
    const { user, system } = process.cpuUsage();
    process.stdout.write(`${Math.round((user + system) / 1000)}\n`, () => process.exit(0));
  });
});
