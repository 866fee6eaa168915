import type { Product } from '../model/record-type.ts';

export type { CallFacts } from '../model/call-facts.ts';
export type { Clock } from '../model/clock.ts';

/** One read to send. `path` starts with /api; every dynamic part of it is URL-encoded by the caller. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What is being read, for progress and failures: "gifts", "contact", "organization". */
  readonly stream: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /**
   * Most tries of this request while the product answers, however badly; default 6 (reliability.md, fault matrix).
   * A connection that is cut says nothing about the request: there the default holds.
   */
  readonly maxTries?: number;
}

/** An answer that says something about records. Everything else is thrown as a Failure. */
export type HttpAnswer =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly text: string;
      /** What the text was decoded from, without a byte order mark. */
      readonly body: Uint8Array;
      readonly value: unknown;
    }
  | { readonly kind: 'not_found'; readonly status: 404; readonly isJson: boolean };

export interface HttpClient {
  readonly product: Product;
  readonly origin: string;
  /**
   * Sends a read: waits for the governor, retries what is worth it, and answers.
   * @throws Failure refused_by_allow_list, sign_in_refused, not_permitted, quota, server_error, network,
   * offline, timed_out, bad_answer, too_large, cancelled
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Calls that left the machine so far, retries included. */
  readonly callsMade: number;
}
