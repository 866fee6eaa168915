import { EventPublisher } from '@orpc/server';
import type { LiveConfirmed, LiveView } from '../contract/live.ts';
import type { Auditor, AuditRequest, Listener } from '../core/auditor.ts';
import { isFailure } from '../core/model/failure.ts';
import { hookSecret, maskedHookSecret } from '../keys/hook-secrets.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { settingsOf } from './customer-settings.ts';
import { failureFacts } from './failure-error.ts';
import type { Links } from './links.ts';
import { requestForAll } from './run-request.ts';
import type { FailureFacts } from '../contract/failure.ts';

const CONFIRM_EVERY_MS = 60_000;
const TELL_EVERY_MS = 500;

interface Listening {
  readonly listener: Listener;
  readonly timer: NodeJS.Timeout;
}

/** Takes webhooks for workspaces of this program, and reads late one-sided gifts directly while it does. */
export class LiveHost {
  readonly #auditor: Auditor;
  readonly #links: Links;
  readonly #keys: KeyStore;
  readonly #listening = new Map<string, Listening>();
  readonly #confirmed = new Map<string, LiveConfirmed>();
  readonly #confirming = new Map<string, Promise<LiveConfirmed>>();
  readonly #failures = new Map<string, FailureFacts>();
  readonly #news = new EventPublisher<Record<string, null>>({ maxBufferedEvents: 1 });
  readonly #untold = new Map<string, NodeJS.Timeout>();
  readonly #stop = new AbortController();

  constructor(auditor: Auditor, links: Links, keys: KeyStore) {
    this.#auditor = auditor;
    this.#links = links;
    this.#keys = keys;
  }

  async view(workspace: string): Promise<LiveView> {
    this.#auditor.customers.facts(workspace);
    const [raise, crm] = await Promise.all(
      (['raise', 'crm'] as const).map((product) =>
        maskedHookSecret(this.#keys, workspace, product),
      ),
    );
    if (raise === undefined || crm === undefined) throw new Error('Both secrets were asked for.');
    const here = this.#listening.get(workspace);
    return {
      status: this.#auditor.live.status(workspace, this.rules(workspace)),
      isListeningHere: here !== undefined,
      port: here?.listener.port ?? null,
      secrets: { raise, crm },
      confirmed: this.#confirmed.get(workspace) ?? null,
      failure: this.#failures.get(workspace) ?? null,
    };
  }

  rules(workspace: string): AuditRequest {
    return requestForAll(['gift'], settingsOf(this.#auditor, workspace));
  }

  isListening(workspace: string): boolean {
    return this.#listening.has(workspace);
  }

  /** Does nothing if it listens already. @throws Failure usage, in_use */
  async start(workspace: string, port: number | null): Promise<void> {
    if (this.#listening.has(workspace)) return;
    const secrets = {
      raise: await hookSecret(this.#keys, workspace, 'raise'),
      crm: await hookSecret(this.#keys, workspace, 'crm'),
    };
    const listener = await this.#auditor.live.listen(workspace, {
      secrets,
      port: port ?? undefined,
      onNews: () => this.#tellSoon(workspace),
      onError: (error) => {
        this.#failures.set(workspace, failureFacts(error));
        this.#tellSoon(workspace);
      },
    });
    const timer = setInterval(() => void this.confirm(workspace), CONFIRM_EVERY_MS);
    timer.unref();
    this.#listening.set(workspace, { listener, timer });
    this.#failures.delete(workspace);
    this.#tellSoon(workspace);
  }

  async stop(workspace: string): Promise<void> {
    const here = this.#listening.get(workspace);
    if (here === undefined) return;
    this.#listening.delete(workspace);
    clearInterval(here.timer);
    await here.listener.close();
    this.#tellSoon(workspace);
  }

  /** Reads what is late; asked while it goes on, it gives that one's end. */
  confirm(workspace: string): Promise<LiveConfirmed> {
    const known = this.#confirming.get(workspace);
    if (known !== undefined) return known;
    const work = this.#confirm(workspace).finally(() => this.#confirming.delete(workspace));
    this.#confirming.set(workspace, work);
    return work;
  }

  /** The view now, then after each change. */
  async *watch(workspace: string, signal?: AbortSignal): AsyncGenerator<LiveView, void, void> {
    const told = this.#news.subscribe(workspace, { signal });
    try {
      yield await this.view(workspace);
      for await (const _ of told) yield await this.view(workspace);
    } finally {
      await told.return(undefined);
    }
  }

  /** Something of a workspace's webhooks has changed. */
  tell(workspace: string): void {
    this.#news.publish(workspace, null);
  }

  /** Removes bodies that are kept no longer; it takes as long as it takes, and what goes wrong is shown with the view. */
  removeOldBodies(workspace: string): void {
    this.#auditor.live.removeOldBodies(workspace).then(
      (removed) => removed > 0 && this.#tellSoon(workspace),
      (error: unknown) => {
        this.#failures.set(workspace, failureFacts(error));
        this.#tellSoon(workspace);
      },
    );
  }

  forget(workspace: string): void {
    this.#confirmed.delete(workspace);
    this.#failures.delete(workspace);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#untold.values()) clearTimeout(timer);
    await Promise.all([...this.#listening.keys()].map((workspace) => this.stop(workspace)));
    for (const timer of this.#untold.values()) clearTimeout(timer);
    await Promise.allSettled(this.#confirming.values());
  }

  async #confirm(workspace: string): Promise<LiveConfirmed> {
    const confirmed = await this.#read(workspace);
    this.#confirmed.set(workspace, confirmed);
    this.#tellSoon(workspace);
    return confirmed;
  }

  async #read(workspace: string): Promise<LiveConfirmed> {
    try {
      const link = await this.#links.linkToAsk(workspace);
      const { checked, waiting, stopped } = await this.#auditor.live.confirm(
        workspace,
        link,
        this.rules(workspace),
        { signal: this.#stop.signal, onVerdict: () => this.#tellSoon(workspace) },
      );
      return { checked, waiting, failure: stopped === null ? null : failureFacts(stopped) };
    } catch (error) {
      if (!isFailure(error)) throw error;
      return { checked: 0, waiting: this.#waiting(workspace), failure: failureFacts(error) };
    }
  }

  #waiting(workspace: string): number {
    return this.#auditor.live.status(workspace, this.rules(workspace)).waitingToConfirm;
  }

  /** Deliveries may come by the thousand a second; nobody reads as fast. */
  #tellSoon(workspace: string): void {
    if (this.#untold.has(workspace)) return;
    const timer = setTimeout(() => {
      this.#untold.delete(workspace);
      this.tell(workspace);
    }, TELL_EVERY_MS);
    timer.unref();
    this.#untold.set(workspace, timer);
  }
}
