import { QUIRK_COMBINATIONS } from '../test/support/quirk-combinations.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { auditOnce } from '../test/support/audit-once.ts';
import { organizationFigures } from './calls/organizations.ts';
import { peakMb } from './support/cost.ts';

// Calls and hours of organizations of three sizes against the floor and against the vendor guide's method, a call a record; and
// calls of a whole audit against the floor L and the confirmations C (product.md §4), by quirk: 5,000 donors, 30,000 gifts.
const figures = await organizationFigures();
for (const [name, quirks] of Object.entries(QUIRK_COMBINATIONS)) {
  const sandbox = await startSandbox({ donors: 5000, gifts: 30_000, seed: 1, quirks });
  const { report } = await auditOnce(sandbox);
  const { calls, floor } = report.run;
  figures[`"${name}": calls`] = calls.raise + calls.crm;
  figures[`"${name}": bar`] = 1.05 * (floor.listing + floor.confirming) + 20;
  await sandbox.close();
}
console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));
