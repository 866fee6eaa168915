import { faultMatrix } from '../faults/matrix.ts';

await faultMatrix('crm', 'whole');
