/** What a stranger on the same machine may use up, and for how long. */
export interface WebLimits {
  readonly codeLifeMs: number;
  /** Wrong codes after which every code is refused until the terminal asks for a new link. */
  readonly wrongCodes: number;
  /** Body of POST /session. */
  readonly bodyBytes: number;
  /** How long a WebSocket may stay without its key. */
  readonly keyWaitMs: number;
  /** WebSockets with a key: one per tab. As many again may wait for theirs. */
  readonly sockets: number;
  readonly messageBytes: number;
  /** What may lie unsent for a page that does not read; the engine can't be asked to pause. */
  readonly unsentBytes: number;
  /** A page that loads anew is gone for a moment: only this long after the last one left are all gone. */
  readonly allGoneMs: number;
  /** HTTP connections at one time, and the time for one request. */
  readonly connections: number;
  readonly requestMs: number;
}

const MIB = 1024 * 1024;

export const WEB_LIMITS: WebLimits = {
  codeLifeMs: 10 * 60_000,
  wrongCodes: 10,
  bodyBytes: 1024,
  keyWaitMs: 5000,
  sockets: 8,
  messageBytes: 32 * MIB,
  unsentBytes: 256 * MIB,
  allGoneMs: 10_000,
  connections: 128,
  requestMs: 10_000,
};
