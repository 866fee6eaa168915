import type { RaiseCampaign } from '../../model/records.ts';
import { readFlagOrNull, readText } from '../wire/fields.ts';
import type { RowShape } from '../wire/read-row.ts';
import { requireId } from '../wire/wrong-value.ts';

/** A Raise campaign (docs/api-facts.md B6): `canSync` decides whether its gifts appear in CRM+. */
export const RAISE_CAMPAIGN: RowShape<RaiseCampaign> = {
  project: (row) => ({
    id: requireId(row['id'], 'id'),
    name: readText(row['name']),
    canSync: readFlagOrNull(row['canSync']),
  }),
  dayMembers: ['createdDateTime', 'startDate'],
};
