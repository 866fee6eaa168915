import { faultMatrix } from './matrix.ts';

// The whole matrix: `npm run test:long -- fault-matrix`.
await faultMatrix('raise', 'a third');
