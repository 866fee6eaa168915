import { faultMatrix } from '../faults/matrix.ts';

await faultMatrix('raise', 'whole');
