import type { PlantedFinding } from '../planted-finding.ts';
import type { Quirks } from '../quirks.ts';
import type { Planter } from './planter.ts';

/** One kind of exception: how it is put into the world, and what it is called there. */
export interface Planting {
  recordType: PlantedFinding['recordType'];
  state: string;
  cause: string;
  /** False where a quirk makes the exception impossible, or ambiguous. */
  isPossible?: (quirks: Quirks) => boolean;
  /** Adds the records and writes down every finding that they must cause. */
  plant(planter: Planter): void;
}
