import { customersOf } from './fleet/customers.ts';
import { fleetFigures } from './fleet/figures.ts';

// Arithmetic of many customers, played under a clock of its own: npm run bench -- fleet [customers]
const count = Number(process.argv[2] ?? 1000);
console.log(JSON.stringify(fleetFigures(customersOf(count))));
