import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { ConnectOptions } from '../../src/core/auditor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';

export type ReplayAccess = Pick<ConnectOptions, 'raise' | 'crm'>;

/** A server in a process of its own that gives the sandbox's answers again: made once, then sent as they are. */
export interface Replay {
  readonly access: ReplayAccess;
  /** From now on only what was asked before is answered: whatever is measured then waits for no sandbox. */
  seal(): Promise<void>;
  end(): void;
}

export async function replayProcess(gifts: number): Promise<Replay> {
  const child = fork(import.meta.filename, [String(gifts)]);
  const [access] = (await once(child, 'message')) as [ReplayAccess];
  return {
    access,
    seal: async () => {
      child.send('seal');
      await once(child, 'message');
    },
    end: () => void child.kill(),
  };
}

interface Kept {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

if (process.argv[1] === import.meta.filename) {
  const gifts = Number(process.argv[2]);
  const sandbox = await startSandbox({
    donors: Math.round(gifts / 10),
    gifts,
    seed: 1,
    quirks: { crmRateLimit: 10_000_000 },
  });
  process.once('message', () => {
    void sandbox.close().then(() => process.send?.('sealed'));
  });
  const open = async (origin: string, token: string) => ({
    url: await serveAgain(origin),
    token,
    requestsPerSecond: 1000,
  });
  const { raiseUrl, raiseToken, crmUrl, crmToken }: RunningSandbox = sandbox;
  const raise = await open(raiseUrl, raiseToken);
  const crm = await open(crmUrl, crmToken);
  process.send?.({ raise, crm } satisfies ReplayAccess);
}

async function serveAgain(origin: string): Promise<string> {
  const kept = new Map<string, Kept>();
  const server = createServer((incoming, response) => {
    void answerOf(incoming).then(({ status, type, bytes }) =>
      response
        .writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length })
        .end(bytes),
    );
  });
  const answerOf = async (incoming: IncomingMessage): Promise<Kept> => {
    const { method = 'GET', url = '/' } = incoming;
    const body = await textOf(incoming);
    const key = `${method} ${url}\n${body}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const answer = await fetch(origin + url, {
      method,
      headers: {
        Authorization: incoming.headers.authorization ?? '',
        'Content-Type': 'application/json',
      },
      ...(body === '' ? {} : { body }),
    }).catch(() => null);
    if (answer === null) return NOT_KEPT;
    const made = {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
    kept.set(key, made);
    return made;
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** No status that anybody would try again. */
const NOT_KEPT: Kept = { status: 400, type: 'text/plain', bytes: Buffer.from('not recorded') };

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
