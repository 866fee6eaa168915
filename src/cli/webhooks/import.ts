import type { Product } from '../../core/model/record-type.ts';
import type { Arguments } from '../arguments/parse.ts';
import { usage } from '../arguments/usage.ts';
import { callerPath } from '../caller-folder.ts';
import type { CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { openStored } from '../stored.ts';

/** tieout webhooks import FILE. */
export async function importCaptured(
  context: CommandContext,
  file: string | undefined,
): Promise<number> {
  const { args, env, terminal, signal } = context;
  if (file === undefined)
    throw usage('Name the file of captured deliveries: tieout webhooks import FILE.');
  const product = productOf(args);
  const { auditor, workspace } = openStored(context);
  try {
    let toldMs = performance.now();
    const source = { path: callerPath(file, env) };
    const done = await auditor.live.import(workspace, source, {
      product,
      signal,
      onProgress: ({ lines }) => {
        if (performance.now() - toldMs < 2000) return;
        toldMs = performance.now();
        terminal.note(`${lines.toLocaleString('en-US')} lines read`);
      },
    });
    for (const { line, why } of done.bad) terminal.note(`Line ${line} was passed: ${why}.`);
    if (done.badLines > 0 && product === null)
      terminal.note('Bodies that do not tell who sent them need --product raise or --product crm.');
    await terminal.out(
      args.has('json')
        ? `${JSON.stringify(done, null, 2)}\n`
        : `${done.imported.toLocaleString('en-US')} deliveries imported, unverified; ${done.repeated.toLocaleString('en-US')} of them were known, ${done.badLines.toLocaleString('en-US')} lines could not be read.\n`,
    );
    return done.badLines > 0 ? EXIT.notVerified : EXIT.ok;
  } finally {
    auditor.close();
  }
}

function productOf(args: Arguments): Product | null {
  const text = args.one('product');
  if (text === undefined) return null;
  if (text === 'raise' || text === 'crm') return text;
  throw usage('--product is raise or crm.');
}
