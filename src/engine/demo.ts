import { startSandbox, type RunningSandbox } from '../sandbox/index.ts';

export const DEMO_NAME = 'Demo nonprofit';

/** The built-in sandbox, started when a demo workspace is first asked for. */
export class Demo {
  #sandbox: Promise<RunningSandbox> | null = null;

  async access(): Promise<{
    readonly raise: { url: string; token: string };
    readonly crm: { url: string; token: string };
  }> {
    const { raiseUrl, raiseToken, crmUrl, crmToken } = await this.#start();
    return {
      raise: { url: raiseUrl, token: raiseToken },
      crm: { url: crmUrl, token: crmToken },
    };
  }

  async close(): Promise<void> {
    const running = this.#sandbox;
    this.#sandbox = null;
    await (await running)?.close();
  }

  #start(): Promise<RunningSandbox> {
    this.#sandbox ??= startSandbox({ donors: 400, gifts: 2500 });
    return this.#sandbox;
  }
}
