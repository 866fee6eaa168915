// Has answers outstanding, closes, prints how they ended, and then must end by itself: whatever kept a socket or a
// timer would keep this process.
import { setTimeout as sleep } from 'node:timers/promises';
import { startFaultProxy, startSandbox } from '../../src/sandbox/index.ts';
import type { Received } from './raw-client.ts';
import { receive, receiveFrom } from './raw-client.ts';

const LONG_MS = 60_000;
const small = { nowUtc: '2026-11-20T12:00:00Z', donors: 20, gifts: 40 } as const;
const cases: { [name: string]: () => Promise<Received[]> } = { sandbox, proxy, down };

const ended = await cases[process.argv[2] ?? '']?.();
process.stdout.write(JSON.stringify(ended?.map(({ status, end }) => `${status} ${end}`)));

async function sandbox(): Promise<Received[]> {
  const running = await startSandbox(small);
  const late = await startSandbox({ ...small, latencyMs: LONG_MS });
  running.setFaults('crm:gift:stall, crm:contact:drip, crm:recurringgift:flood');
  const awaited = ['Gift', 'Contact', 'RecurringGift'].map((name) =>
    receive(running, { method: 'POST', path: `/api/${name}/Query`, body: {}, mostMs: LONG_MS }),
  );
  awaited.push(receive(late, { path: '/api/Permission', mostMs: LONG_MS }));
  while (running.calls().crm < 3) await sleep(20);
  await sleep(300);
  await Promise.all([running.close(), late.close()]);
  return Promise.all(awaited);
}

async function proxy(): Promise<Received[]> {
  const running = await startSandbox(small);
  const between = await startFaultProxy({ target: running.crmUrl });
  const awaited: Promise<Received>[] = [];
  for (const fault of ['stall', 'stallmid(20)', 'slow(10)', `latency(${LONG_MS})`]) {
    between.setFaults(fault);
    const question = { path: '/api/Permission', mostMs: LONG_MS };
    awaited.push(receiveFrom(between.url, running.crmToken, question));
    while (between.counts().requests < awaited.length) await sleep(10);
  }
  await sleep(100);
  await between.close();
  await running.close();
  return Promise.all(awaited);
}

/** Closed while it is down, it must not come back. */
async function down(): Promise<Received[]> {
  const running = await startSandbox(small);
  const between = await startFaultProxy({ target: running.crmUrl, faults: 'refuse(100)' });
  const ask = (): Promise<Received> =>
    receiveFrom(between.url, running.crmToken, { path: '/api/Permission' });
  const first = await ask();
  await between.close();
  await running.close();
  await sleep(200);
  await between.comeUp();
  return [first, await ask()];
}
