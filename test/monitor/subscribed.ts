import type { Auditor, Link, Listener } from '../../src/core/auditor.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

export const SECRETS = { raise: 'canary-raise-hook-5521', crm: 'canary-crm-hook-8834' };

/** Both simulated products, over a clock whose waits take no time. */
export function linkTo(auditor: Auditor, sandbox: RunningSandbox, requestsPerSecond = 1000): Link {
  return auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond },
    clock: createVirtualClock({ startMs: Date.parse(sandbox.nowUtc), isAuto: true }),
  });
}

/** Listens, and has both products tell of everything they can. */
export async function listenAndSubscribe(
  auditor: Auditor,
  link: Link,
  workspace: string,
): Promise<Listener> {
  const listener = await auditor.live.listen(workspace, { secrets: SECRETS });
  const { paths } = auditor.live.settings(workspace);
  const raiseEvents = [10, 11, 12, 20, 21, 22, 30, 31, 32];
  for (const product of ['raise', 'crm'] as const) {
    const url = `http://127.0.0.1:${listener.port}${paths[product]}`;
    const change = { kind: 'create' as const, product, url, name: 'Tieout', raiseEvents };
    const { digest } = auditor.live.subscriptions.prepare(link, change);
    await auditor.live.subscriptions.send(workspace, link, change, {
      digest,
      secret: SECRETS[product],
    });
  }
  return listener;
}
