import { ratioOf } from './ratios/measure.ts';
import { openPairs } from './ratios/pairs.ts';

// The ratios that `npm test` guards, to be committed in bench/ratios.json when one was changed on purpose.
const opened = await openPairs();
try {
  const figures: Record<string, number> = {};
  for (const [name, pair] of Object.entries(opened.pairs)) figures[name] = await ratioOf(pair);
  console.log(JSON.stringify(figures));
} finally {
  opened.close();
}
