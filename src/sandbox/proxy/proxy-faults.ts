import { BadFaultSpec, readRate, splitSpec, Turns, TURNS } from '../fault-spec.ts';
import { draw, drawFraction, STREAM } from '../seeded-draw.ts';

/**
 * Faults of the connection. Grammar:
 *
 *     spec  = rule *( "," rule )
 *     rule  = [ "connection:" ] verb [ "(" number ")" ] [ "@" nth ] [ "x" times ]  |  "rate:" probability
 *     verb  = "refuse" ( ms )      RST, and the port is closed for a while (default 300 ms)
 *           | "reset"              RST instead of an answer; the target never hears of the request
 *           | "resetmid" ( bytes ) RST behind so many bytes of the answer; behind 0 it was made and nobody gets it
 *           | "stall"              no answer, the connection stays open
 *           | "stallmid" ( bytes ) the same behind so many bytes
 *           | "slow" ( bytes )     so many bytes a second (default 1000)
 *           | "garbage"            bytes that are no HTTP, then FIN
 *           | "close"              FIN instead of an answer
 *           | "halfclose" ( bytes ) FIN behind so many bytes (default 0), and whatever is sent afterwards is read, for ever
 *           | "latency" ( ms )     the request waits before it goes on (default 100 ms)
 *     nth   = the first request that is struck, counted from 1 over all connections (default 1)
 *     times = how many in a row are, or "*" for all that follow (default 1)
 *
 * With `connection:` the connections are counted instead: the verb strikes at once, or holds for everything that the
 * connection answers, and no other strikes it. Bytes that are not told are drawn from 1 to 150, which is inside the head of every answer; an
 * answer of fewer bytes passes whole. Where several rules are due, the first one counts. `rate:0.05` strikes 5 % of all
 * requests with a drawn reset, resetmid, close or garbage.
 */
const VERBS = {
  refuse: 300,
  reset: null,
  resetmid: 'drawn',
  stall: null,
  stallmid: 'drawn',
  slow: 1000,
  garbage: null,
  close: null,
  halfclose: 0,
  latency: 100,
} as const;
const RULE = new RegExp(
  `^(?<scope>connection:)?(?<verb>[a-z]+?)(?:\\((?<amount>\\d{1,9})\\))?${TURNS}$`,
);
const RANDOM_VERBS: readonly ProxyVerb[] = ['reset', 'resetmid', 'close', 'garbage'];
const MOST_DRAWN_BYTES = 150;

export type ProxyVerb = keyof typeof VERBS;
export interface ProxyFault {
  verb: ProxyVerb;
  /** Milliseconds, bytes or bytes a second, as the verb has it. */
  amount: number;
  /** For what the verb leaves open. */
  draw: number;
}

interface ProxyRule {
  isForConnection: boolean;
  verb: ProxyVerb;
  amount: number | null;
  turns: Turns;
}

export interface ProxyFaults {
  /** Counts a connection or a request, and tells what strikes it. */
  next(what: 'connection' | 'request'): ProxyFault | undefined;
}

/**
 * Parses a specification; an unreadable rule is an error, not ignored.
 * @throws BadFaultSpec
 */
export function makeProxyFaults(spec: string, seed: number): ProxyFaults {
  const rules: ProxyRule[] = [];
  let rate = 0;
  for (const text of splitSpec(spec)) {
    const told = readRate(text);
    if (told === undefined) rules.push(readRule(text));
    else rate = told;
  }
  let requests = 0;
  const byRate = (): ProxyFault | undefined => {
    requests += 1;
    if (drawFraction(seed, STREAM.proxy, requests) >= rate) return undefined;
    const choice = draw(seed, STREAM.proxy, -requests);
    const verb = RANDOM_VERBS[choice % RANDOM_VERBS.length] ?? 'reset';
    return withAmount(verb, null, choice);
  };
  return {
    next(what) {
      let due: ProxyFault | undefined;
      for (const [at, { isForConnection, verb, amount, turns }] of rules.entries()) {
        if (isForConnection !== (what === 'connection') || !turns.isDue()) continue;
        due ??= withAmount(verb, amount, draw(seed + at, STREAM.faultChoice, turns.seen));
      }
      const drawn = what === 'request' ? byRate() : undefined;
      return due ?? drawn;
    },
  };
}

function withAmount(verb: ProxyVerb, told: number | null, draw: number): ProxyFault {
  const usual = VERBS[verb] === 'drawn' ? 1 + (draw % MOST_DRAWN_BYTES) : (VERBS[verb] ?? 0);
  return { verb, amount: told ?? usual, draw };
}

function readRule(text: string): ProxyRule {
  const parts = RULE.exec(text)?.groups;
  if (parts === undefined)
    throw new BadFaultSpec(text, 'a rule is [connection:]verb[(number)][@nth][xtimes]');
  const { scope, verb: name = '', amount, nth, times } = parts;
  const verb = (Object.keys(VERBS) as ProxyVerb[]).find((known) => known === name);
  if (verb === undefined)
    throw new BadFaultSpec(
      text,
      `no verb is called "${name}"; there are ${Object.keys(VERBS).join(', ')}`,
    );
  if (amount !== undefined && VERBS[verb] === null)
    throw new BadFaultSpec(text, `"${verb}" takes no number`);
  if (verb === 'slow' && Number(amount ?? 1) === 0)
    throw new BadFaultSpec(text, 'at 0 bytes a second nothing comes: that is "stall"');
  return {
    isForConnection: scope !== undefined,
    verb,
    amount: amount === undefined ? null : Number(amount),
    turns: new Turns(text, nth, times),
  };
}
