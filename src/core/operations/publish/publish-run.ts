import type { Finding } from '../../model/finding.ts';
import { Failure } from '../../model/failure.ts';
import { notePublished, resultOf, unpublished } from '../../staging/published.ts';
import { metricsOf } from '../../staging/run-analysis.ts';
import { findingsOf, getRun, tieOutOf } from '../../staging/runs.ts';
import type { Workspace } from '../../staging/workspaces.ts';
import {
  coverageRow,
  explainedRows,
  findingRow,
  metricRow,
  runRow,
  tieOutRow,
} from './published-rows.ts';
import type { Store } from './store.ts';
import { writeRows } from './write-rows.ts';

/** A finding without donor data. */
export type Mask = (finding: Finding) => Finding;

/**
 * Writes one run to the shared store, all of it or nothing, and notes in the workspace that it is there. Others who publish the same
 * customer wait; what one of them has published meanwhile is not written again. @returns how many findings it wrote
 */
export async function publishRun(
  store: Store,
  { at, customerId, mask }: { at: Workspace; customerId: string; mask: Mask },
  runId: string,
): Promise<number> {
  const { db } = at;
  const done = await store.together(async () => {
    await holdCustomer(store, customerId);
    const result = resultOf(db, runId);
    if (result === null || !unpublished(db, store.id).some((each) => each.runId === runId))
      return null;
    // The process may have been killed between the store's commit and its note of it.
    if (await isThere(store, customerId, result)) return { result, findings: 0 };
    const { facts } = getRun(db, runId);
    if (facts === null) return null;
    await store.ask('DELETE FROM tieout.run WHERE customer_id = $1 AND run_id = $2', [
      customerId,
      runId,
    ]);
    await writeRows(store, 'run', customerId, [{ ...runRow(facts, result), findings: 0 }]);
    const findings = result.isThinned
      ? 0
      : await writeRows(store, 'finding', customerId, maskedRows(at, runId, mask));
    const tieOut = tieOutOf(db, runId);
    await writeRows(
      store,
      'metric',
      customerId,
      metricsOf(db, runId).map((each) => metricRow(each, runId)),
    );
    await writeRows(
      store,
      'tie_out',
      customerId,
      tieOut.map((row, place) => tieOutRow(row, runId, place)),
    );
    await writeRows(
      store,
      'tie_out_explained',
      customerId,
      tieOut.flatMap((row, place) => explainedRows(row, runId, place)),
    );
    await writeRows(
      store,
      'coverage',
      customerId,
      facts.coverage.map((row, place) => coverageRow(row, runId, place)),
    );
    await store.ask('UPDATE tieout.run SET findings = $3 WHERE customer_id = $1 AND run_id = $2', [
      customerId,
      runId,
      findings,
    ]);
    // The rules may have been run again while the rows were read, which takes a while.
    if (resultOf(db, runId)?.revision !== result.revision)
      throw new Failure('in_use', `Run ${runId} was judged again while it was being published.`);
    return { result, findings };
  });
  if (done === null) return 0;
  notePublished(db, store.id, done.result, new Date().toISOString());
  return done.findings;
}

/** One publisher of a customer at a time; the server lets go of it with the transaction, however that ends. */
export async function holdCustomer(store: Store, customerId: string): Promise<void> {
  await store.ask('SELECT id FROM tieout.customer WHERE id = $1 FOR UPDATE', [customerId]);
}

async function isThere(
  store: Store,
  customerId: string,
  { runId, revision }: { readonly runId: string; readonly revision: string },
): Promise<boolean> {
  const rows = await store.ask(
    'SELECT 1 FROM tieout.run WHERE customer_id = $1 AND run_id = $2 AND revision = $3',
    [customerId, runId, revision],
  );
  return rows.length > 0;
}

function* maskedRows(
  { db }: Workspace,
  runId: string,
  mask: Mask,
): Generator<ReturnType<typeof findingRow>> {
  let position = 0;
  for (const finding of findingsOf(db, runId)) {
    yield findingRow(mask(finding), runId, position);
    position += 1;
  }
}
