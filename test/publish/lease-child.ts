import { readStoreAddress } from '../../src/core/auditor.ts';
import { sentenceOf } from '../../src/core/model/failure.ts';
import { takeLease } from '../../src/core/operations/publish/lease.ts';

// Takes a lease in a process of its own that can be killed: argv[2] is its key, argv[3] for how many milliseconds it holds beyond a kill.
// Says "held" or why not, "lost" when it is, and lets go of it at a word.
const [, , key = '', ttlMs = '1000'] = process.argv;
try {
  const lease = await takeLease({
    address: readStoreAddress(process.env['TIEOUT_PUBLISH_URL'] ?? ''),
    keys: [key],
    words: `process ${process.pid}`,
    ttlMs: Number(ttlMs),
  });
  process.stdout.write('held\n');
  lease.signal.addEventListener('abort', () =>
    process.stdout.write(`lost: ${lease.lost?.message}\n`),
  );
  process.stdin.once('data', () => void lease.release().then(() => process.exit(0)));
} catch (error) {
  process.stdout.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}
