import { rmSync } from 'node:fs';
import { captureAll } from '../../src/core/audit/capture-all.ts';
import type { Connections } from '../../src/core/audit/connections.ts';
import { RunAccount } from '../../src/core/audit/run-account.ts';
import { settle } from '../../src/core/audit/settle.ts';
import { DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import { connect } from '../../src/core/facade/connect.ts';
import type {
  CrmStream,
  RaiseStream,
  ReadStreamOptions,
  StreamPage,
} from '../../src/core/connectors/connector.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { Meter, type Cost } from '../support/cost.ts';
import type { ReplayAccess } from './replay-process.ts';

/** Reads everything into a new capture file, as an audit does, until each list is sealed. */
export async function captureOnce(
  access: ReplayAccess,
  path: string,
  { keepsBody }: { readonly keepsBody: boolean },
): Promise<Cost> {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
  const meter = new Meter();
  const capture = CaptureFile.open(path);
  try {
    const { connections } = connect(access);
    const chosen = keepsBody ? connections : withoutBody(connections);
    const { raise, crm } = connections.origins;
    const request = { ...DEFAULT_REQUEST, origins: { raise, crm }, reads: 'lists' as const };
    const { asOfMs } = await settle(chosen, capture, request, Date.now());
    const account = new RunAccount(capture, chosen);
    const onProgress = (): void => undefined;
    await meter.ofAll(() => captureAll(chosen, capture, request, { onProgress, account, asOfMs }));
    const open = capture.snapshots().filter(({ state }) => state !== 'sealed');
    if (open.length > 0) throw new Error(`${open[0]?.name} was not read: ${open[0]?.note}`);
    return meter.cost;
  } finally {
    capture.close();
  }
}

/** The same pages with an empty body: all is done but keeping what came, which the product always does. */
function withoutBody(connections: Connections): Connections {
  const { raise, crm } = connections;
  return {
    ...connections,
    raise: {
      ...raise,
      readStream: <S extends RaiseStream>(stream: S, options?: ReadStreamOptions) =>
        emptied(raise.readStream(stream, options)),
    },
    crm: crm && {
      ...crm,
      readStream: <S extends CrmStream>(stream: S, options?: ReadStreamOptions) =>
        emptied(crm.readStream(stream, options)),
    },
  };
}

async function* emptied<P extends StreamPage>(
  pages: AsyncGenerator<P, void, void>,
): AsyncGenerator<P, void, void> {
  for await (const page of pages) yield { ...page, body: new Uint8Array() };
}
