import { RPCLink } from '@orpc/client/message-port';
import { ENGINE_PORT } from '../../contract/window.ts';
import type { WindowHost } from './host.ts';
import type { EngineLink } from './link.ts';

/** The window's transport: a message port that main hands over through the preload. */
export function connectThroughPort(host: WindowHost): Promise<EngineLink> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== ENGINE_PORT || port === undefined) return;
      window.removeEventListener('message', receive);
      port.start();
      const lost = new Promise<void>((gone) => port.addEventListener('close', () => gone()));
      resolve({ link: new RPCLink({ port }), lost });
    };
    window.addEventListener('message', receive);
    host.requestPort();
  });
}
