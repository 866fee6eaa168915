import { faultMatrix } from './matrix.ts';

await faultMatrix('raise');
