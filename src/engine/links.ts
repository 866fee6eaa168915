import { connect, type Auditor, type ConnectOptions, type Link } from '../core/auditor.ts';
import { Failure } from '../core/model/failure.ts';
import type { PaceState } from '../core/model/pace-state.ts';
import type { CallFacts } from '../core/model/call-facts.ts';
import type { Product } from '../core/model/record-type.ts';
import type { WorkspaceSettings } from '../contract/settings.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { settingsOf } from './customer-settings.ts';
import { refuseWhileWaiting } from './refuse-while-waiting.ts';

export interface LinkListeners {
  onCall(workspace: string, call: CallFacts): void;
  onPace(workspace: string, product: Product, state: PaceState): void;
}

/** Where a demo workspace's products listen now; null for a real customer. */
export type DemoAccess = (settings: WorkspaceSettings) => Promise<{
  readonly raise: { url: string; token: string };
  readonly crm: { url: string; token: string };
} | null>;

/** Somebody may look at the page after a night: until then an outage is waited for. */
const PATIENCE_MS = 12 * 3_600_000;
/** The sandbox is on this machine and waits for nobody; slow enough to be watched. */
const DEMO_RATE = 25;

/** One connection to both products for each workspace, shared by all that ask there: one pace, one account of calls. */
export class Links {
  readonly #auditor: Auditor;
  readonly #keys: KeyStore;
  readonly #listeners: LinkListeners;
  readonly #demo: DemoAccess;
  readonly #open = new Map<string, { readonly signature: string; readonly link: Link }>();

  constructor(auditor: Auditor, keys: KeyStore, demo: DemoAccess, listeners: LinkListeners) {
    this.#auditor = auditor;
    this.#keys = keys;
    this.#demo = demo;
    this.#listeners = listeners;
  }

  /** @throws Failure usage when a token is needed and there is none */
  async link(workspace: string): Promise<Link> {
    const options = await this.#options(workspace);
    const signature = signatureOf(options);
    const known = this.#open.get(workspace);
    // A refused token may be good again, if an administrator mended it: with a new connection it is asked anew.
    if (known?.signature === signature && !known.link.isRefused) return known.link;
    const link = this.#connect(workspace, options);
    this.#open.set(workspace, { signature, link });
    return link;
  }

  /** A connection for a question that somebody waits for. @throws Failure usage; quota, see refuseWhileWaiting */
  async linkToAsk(workspace: string): Promise<Link> {
    const link = await this.link(workspace);
    refuseWhileWaiting(link);
    return link;
  }

  /** A connection for a test: a server that is down is told after seconds, not after half a minute of tries. */
  async linkForTest(
    workspace: string,
  ): Promise<{ readonly link: Link; isCurrent(): Promise<boolean> }> {
    const options = await this.#options(workspace);
    const link = this.#connect(workspace, { ...options, maxTries: 2 });
    refuseWhileWaiting(link);
    return {
      link,
      isCurrent: async () => signatureOf(await this.#options(workspace)) === signatureOf(options),
    };
  }

  forget(workspace: string): void {
    this.#open.delete(workspace);
  }

  #connect(workspace: string, options: ConnectOptions): Link {
    const link = connect(options);
    this.#auditor.keepPace(workspace, link);
    return link;
  }

  async #options(workspace: string): Promise<ConnectOptions> {
    const settings = settingsOf(this.#auditor, workspace);
    const demo = await this.#demo(settings);
    const raise = demo?.raise ?? (await this.#access(workspace, 'raise', settings.raiseUrl));
    const crm =
      demo?.crm ??
      (settings.crmUrl === null ? null : await this.#access(workspace, 'crm', settings.crmUrl));
    const usual = demo === null ? undefined : DEMO_RATE;
    return {
      raise: { ...raise, requestsPerSecond: settings.raiseRps ?? usual },
      crm: crm === null ? null : { ...crm, requestsPerSecond: settings.crmRps ?? usual },
      pace: settings.pace,
      patienceMs: PATIENCE_MS,
      onCall: (call) => this.#listeners.onCall(workspace, call),
      onPace: (product, state) => this.#listeners.onPace(workspace, product, state),
    };
  }

  async #access(
    workspace: string,
    product: Product,
    url: string,
  ): Promise<{ url: string; token: string }> {
    const token = await this.#keys.token(workspace, product);
    const name = product === 'raise' ? 'Raise' : 'CRM+';
    if (token === null)
      throw new Failure('usage', `There is no ${name} token yet: enter it on the Connection page.`);
    return { url, token };
  }
}

/** A changed address, token or pace needs a new connection; whatever runs keeps the one it began with. */
function signatureOf({ raise, crm, pace }: ConnectOptions): string {
  return JSON.stringify([raise, crm, pace]);
}
