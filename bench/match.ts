import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureFile } from '../src/core/staging/capture-file.ts';
import { runThrough } from '../src/core/model/steps.ts';
import { prepareForMatching } from '../src/core/staging/prepare-for-matching.ts';
import { findGiftSuspects, giftSuspects } from '../src/core/staging/suspects.ts';

// Set-based matching of as many gifts on either side (bar, product.md §4: 1,000,000 × 1,000,000 in 10 s, RSS < 500 MB): indexes
// built, suspects found and listed. One gift in a thousand differs; one in a thousand has no counterpart.
const gifts = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
const capture = CaptureFile.open(join(folder, 'match.sqlite'));
try {
  const { db } = capture;
  db.prepare("INSERT INTO link_form VALUES (1, 'gift', 'RaiseDonors', 'rd2-')").run();
  const raise = db.prepare(
    'INSERT INTO raise_gift VALUES (?, 1, ?, ?, NULL, ?, ?, ?, ?, 0, ?, NULL, ?, NULL, 0, 0)',
  );
  const crm = db.prepare(
    'INSERT INTO crm_gift VALUES (?, 1, 1, ?, ?, NULL, ?, ?, ?, 0, ?, ?, NULL, 0)',
  );
  const donors = Math.ceil(gifts / 10);
  db.transaction(() => {
    const donor = db.prepare(
      "INSERT INTO raise_donor VALUES (?, 1, 'crm', ?, 0, 0, 20000, NULL, '{}', NULL)",
    );
    const contact = db.prepare("INSERT INTO crm_contact VALUES (?, 1, NULL, 20000, '{}', NULL)");
    for (let id = 1; id <= donors; id += 1) {
      donor.run([id, id + 5_000_000]);
      contact.run([id + 5_000_000]);
    }
    for (let id = 1; id <= gifts; id += 1) {
      const amount = 1000 + (id % 50_000);
      const who = (id % donors) + 1;
      const record = JSON.stringify({ id: String(id), filler: 'x'.repeat(300) });
      raise.run([
        id,
        who,
        'none',
        amount,
        'USD',
        19_000 + (id % 700),
        'syncs',
        '[["general",1]]',
        record,
      ]);
      if (id % 1000 !== 1)
        crm.run([
          id + 9_000_000,
          id,
          who + 5_000_000,
          id % 1000 === 2 ? amount + 1 : amount,
          'USD',
          19_000 + (id % 700),
          '[["general",1]]',
          record,
        ]);
    }
  })();
  const startedMs = performance.now();
  runThrough(prepareForMatching(capture.db));
  const indexedMs = performance.now();
  findGiftSuspects(db, { giftForms: [1], dateToleranceDays: 1, amountToleranceMinor: 0 });
  const suspects = giftSuspects(db).length;
  const endMs = performance.now();
  console.log(
    JSON.stringify({
      gifts,
      suspects,
      prepareSeconds: (indexedMs - startedMs) / 1000,
      matchSeconds: (endMs - indexedMs) / 1000,
      peakMb: process.resourceUsage().maxRSS / 1024,
    }),
  );
} finally {
  capture.close();
  rmSync(folder, { recursive: true, force: true });
}
