import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultProxy, type FaultProxy, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce, auditWorld, startWorld, type Ending } from './audited-world.ts';

// The network between Tieout and a product: faults below HTTP, by a proxy that works on bytes.
const VERBS = [
  'reset',
  'resetmid(40)',
  'resetmid(0)',
  'stall',
  'stallmid(60)',
  'garbage',
  'close',
  'halfclose(30)',
  'slow(200)',
  'latency(20)',
] as const;
const HARMLESS = 'latency(20)';
/** They cost real time. */
const SLOW = new Set(['stall', 'stallmid(60)', 'slow(200)']);
const PLACES = { first: 1, middle: 6, later: 12 } as const;
const TIMES = { once: 'x1', 'three times': 'x3', 'for ever': 'x*' } as const;

const cases = (['raise', 'crm'] as const)
  .flatMap((product) =>
    VERBS.flatMap((verb) =>
      Object.entries(PLACES).flatMap(([place, nth]) =>
        Object.entries(TIMES).map(([duration, times]) => ({
          name: `${product}: ${verb} from the ${place} call on, ${duration}`,
          isSlow: SLOW.has(verb),
          product,
          verb,
          nth,
          duration,
          spec: `${verb}@${nth}${times}`,
        })),
      ),
    ),
  )
  .filter(({ isSlow, nth, duration }) => !isSlow || (nth === 6 && duration !== 'three times'));

describe(`${cases.length} faults of the network`, () => {
  let sandbox: RunningSandbox;
  let proxies: Record<'raise' | 'crm', FaultProxy>;
  let whole: Ending;
  const throughProxies = (): RunningSandbox => ({
    ...sandbox,
    raiseUrl: proxies.raise.url,
    crmUrl: proxies.crm.url,
  });

  beforeAll(async () => {
    sandbox = await startWorld();
    proxies = {
      raise: await startFaultProxy({ target: sandbox.raiseUrl, seed: 1 }),
      crm: await startFaultProxy({ target: sandbox.crmUrl, seed: 1 }),
    };
    whole = await auditWorld(throughProxies());
  });
  afterAll(async () => {
    await Promise.all([proxies.raise.close(), proxies.crm.close()]);
    await sandbox.close();
  });

  it.each(cases)('$name', async ({ product, verb, nth, duration, spec }) => {
    proxies[product].setFaults(spec);
    const ending = await auditWorld(throughProxies(), async (auditor) => {
      proxies[product].setFaults('');
      const isStopped =
        auditor.workspaces().includes('test') && auditor.runs('test')[0]?.state !== 'finished';
      if (!isStopped) return;
      const resumed = await auditOnce(auditor, throughProxies(), true);
      expect(resumed.run?.digest).toBe(whole.run?.digest);
    });
    if (duration !== 'for ever' || verb === HARMLESS)
      expect(ending.run?.status, ending.said.slice(-600)).toBe('verified');
    if (ending.run?.status === 'verified') expect(ending.run.digest).toBe(whole.run?.digest);
    if (ending.run !== null) return;
    // Away for good: nothing is judged, and the run is kept, from wherever it came to.
    expect(ending.failure?.context.product).toBe(product);
    expect(ending.status).toBe(ending.failure?.kind === 'bad_answer' ? 2 : 3);
    expect(['network', 'timed_out', 'offline', 'bad_answer']).toContain(ending.failure?.kind);
    if (nth === 1) expect(ending.failure?.kind).not.toBe('offline');
  });
});
