// The page's own end of the engine, left to the test.
import { connectEngine } from '../../../../src/renderer/engine/client.ts';
import type { WindowHost } from '../../../../src/renderer/engine/host.ts';

const host = (globalThis as { tieoutHost?: WindowHost }).tieoutHost;
const commands: string[] = [];
host?.onCommand?.((command) => void commands.push(command));
const { engine, lost } = await connectEngine();
const facts = { engine, commands, isLost: false };
void lost.then(() => (facts.isLost = true));
Object.assign(globalThis, { driven: facts });
