/** What an audit has to report about a planted exception, written down at the moment it is planted. */
export interface PlantedFinding {
  recordType: 'donor' | 'gift' | 'recurring_gift';
  state: string;
  cause: string;
  raiseId: string | null;
  crmId: string | null;
  /** Only where the product contract says what has to stand there. */
  relatedRaiseIds?: string[];
  relatedCrmIds?: string[];
  /** `field_drift` only: the names of the differing fields, sorted. */
  fields?: string[];
}
