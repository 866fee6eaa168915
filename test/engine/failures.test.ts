import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { call as rpc, ORPCError, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FailureFacts } from '../../src/contract/failure.ts';
import { Failure, type FailureKind } from '../../src/core/model/failure.ts';
import { failureFacts } from '../../src/engine/failure-error.ts';
import { answers, withTypedFailures } from '../../src/engine/parts.ts';
import { openCustomer } from './open-engine.ts';
import { TRANSPORTS } from './transports.ts';
import { listOf, makeCustomer } from './customer.ts';
import { startSandbox } from '../../src/sandbox/index.ts';

const KINDS: Readonly<Record<FailureKind, FailureFacts['failureClass']>> = {
  sign_in_refused: 'configuration',
  not_permitted: 'configuration',
  not_found: 'configuration',
  quota: 'transient',
  server_error: 'transient',
  network: 'transient',
  offline: 'transient',
  timed_out: 'transient',
  bad_answer: 'transient',
  not_the_api: 'configuration',
  too_large: 'transient',
  incomplete_listing: 'transient',
  refused_by_allow_list: 'defect',
  usage: 'configuration',
  storage: 'configuration',
  in_use: 'configuration',
  held_elsewhere: 'transient',
  cancelled: 'transient',
  defect: 'defect',
};

/** Two commands of the contract that fail with whatever they are given, through the engine's own middleware. */
function failingRouter(error: unknown) {
  return {
    app: {
      info: answers.app.info.handler(() => {
        throw error;
      }),
    },
    runs: {
      watchAll: answers.runs.watchAll.handler(() => withTypedFailures(failLate(error))),
    },
  };
}

async function* failLate(error: unknown): AsyncGenerator<never, void, void> {
  yield* [];
  throw error;
}

interface FailingClient {
  readonly app: { info(): Promise<unknown> };
  readonly runs: { watchAll(): Promise<AsyncIterable<unknown>> };
}

function directly(router: ReturnType<typeof failingRouter>): FailingClient {
  return {
    app: { info: () => rpc(router.app.info, undefined) },
    runs: { watchAll: () => rpc(router.runs.watchAll, undefined) },
  };
}

function throughPort(router: ReturnType<typeof failingRouter>): FailingClient {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port2.close());
  new RPCHandler(router).upgrade(port1);
  const client: RouterClient<ReturnType<typeof failingRouter>> = createORPCClient(
    new RPCLink({ port: port2 }),
  );
  return client;
}

describe('every kind of failure arrives typed, in streams too', () => {
  test.each(Object.entries(KINDS) as [FailureKind, FailureFacts['failureClass']][])(
    '%s',
    async (kind, failureClass) => {
      const context = { method: 'GET', url: 'https://example.org/api/Gift', status: 500 };
      const failure = new Failure(kind, 'What happened, and what to do.', context);
      const expected = {
        code: 'FAILURE',
        defined: true,
        data: { kind, failureClass, sentence: 'What happened, and what to do.' },
      };
      const router = failingRouter(failure);
      for (const client of [directly(router), throughPort(router)]) {
        await expect(client.app.info()).rejects.toMatchObject(expected);
        const stream = await client.runs.watchAll();
        await expect(listOf(stream)).rejects.toMatchObject(expected);
      }
      const { details } = failureFacts(failure);
      expect(details).toContain('asked: GET https://example.org/api/Gift');
    },
  );
});

test.each([
  ['a text', 'tok_secret_1'],
  ['nothing', undefined],
  ['JSON that was cut', jsonErrorOf('tok_secret_1 and more')],
  ['JSON in JSON', jsonErrorOf('{"raiseToken":tok_secret_1"}')],
  ['a file that is not there', new Error("ENOENT: open '/home/ann/tok_secret_1'")],
  ['an error with a home in its stack', errorIn('/home/tok_secret_1/tieout/src/engine/links.ts')],
])('a thrown value that is no failure is a defect with a sentence: %s', async (_what, thrown) => {
  const { error } = await settle(directly(failingRouter(thrown)).app.info());
  if (!(error instanceof ORPCError)) throw new Error('A typed error is expected.');
  const data = error.data as FailureFacts;
  expect(data).toMatchObject({ kind: 'defect', failureClass: 'defect' });
  expect(data.sentence).toMatch(/^Something went wrong inside Tieout\./);
  expect(JSON.stringify(error)).not.toContain('tok_secret');
  const helpful = failureFacts(new TypeError("undefined has no 'record'"));
  expect(helpful.details).toContain("undefined has no 'record'");
});

// What a product answers becomes the failure of the command that asked it, whatever the transport.
test.each(TRANSPORTS)('faults of the products arrive typed through %s', async (_name, reach) => {
  const faults = { '401': 'sign_in_refused', '403': 'not_permitted', html: 'not_the_api' };
  const reached = await reach();
  onTestFinished(() => reached.close());
  for (const [fault, kind] of Object.entries(faults)) {
    const sandbox = await startSandbox({ donors: 5, gifts: 5, faults: `raise:*:${fault}x*` });
    onTestFinished(() => sandbox.close());
    await makeCustomer(reached.client, `w${fault}`, sandbox);
    const check = { workspace: `w${fault}`, recordType: 'gift', id: '1', side: 'raise' } as const;
    const asked = reached.client.runs.check(check);
    await expect(asked).rejects.toMatchObject({ code: 'FAILURE', data: { kind } });
  }
});

test('a server that is gone is a network failure, told after seconds', async () => {
  const { client, workspace, sandbox } = await openCustomer(
    onTestFinished,
    { donors: 5, gifts: 5 },
    100,
  );
  await sandbox.close();
  const report = await client.connection.test({ workspace });
  expect(report.raise).toMatchObject({ state: 'unreachable', failure: { kind: 'network' } });
});

function jsonErrorOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function errorIn(path: string): Error {
  const error = new Error('lost');
  error.stack = `Error: lost\n    at link (${path}:1:1)`;
  return error;
}

async function settle(work: Promise<unknown>): Promise<{ error: unknown }> {
  return work.then(
    () => ({ error: null }),
    (error: unknown) => ({ error }),
  );
}
