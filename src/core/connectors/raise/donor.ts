import type { RaiseDonor } from '../../model/records.ts';
import { readAddresses } from '../wire/address.ts';
import type { Row } from '../wire/fields.ts';
import { asList, asRow, distinct, readInstant, readText } from '../wire/fields.ts';
import type { RowShape } from '../wire/read-row.ts';
import { comparedFlag, comparedList, comparedText, requireId } from '../wire/wrong-value.ts';
import { crmKeyOrNull, readLink } from './link.ts';

/** A Raise donor (docs/api-facts.md B3). An erased one (`isGDPRDeleted`) may have no name and no address at all. */
export const RAISE_DONOR: RowShape<RaiseDonor> = {
  project: (row) => {
    const id = requireId(row['id'], 'id');
    const email = comparedText(row['email'], 'email');
    const phone = comparedText(row['phone'], 'phone');
    const { crmKey, crmKeyUrls } = readLink(row);
    return {
      id,
      name: comparedText(row['name'], 'name'),
      firstName: comparedText(row['firstName'], 'firstName'),
      lastName: comparedText(row['lastName'], 'lastName'),
      isOrganization: comparedFlag(row['isOrganization'], 'isOrganization'),
      organizationName: comparedText(row['organizationName'], 'organizationName'),
      email,
      phone,
      emails: distinct([email, ...valuesOf(row, 'donorEmailAddresses', 'isPhone')]),
      phones: distinct([phone, ...valuesOf(row, 'donorPhoneNumbers', 'isEmail')]),
      addresses: readAddresses([
        asRow(row['primaryAddress']),
        ...asList(row['donorAddresses']).map(asRow),
      ]),
      isTestMode: comparedFlag(row['isTestMode'], 'isTestMode'),
      isArchived: comparedFlag(row['isArchived'], 'isArchived'),
      isErased: comparedFlag(row['isGDPRDeleted'], 'isGDPRDeleted'),
      createdAt: readInstant(row['createdDate'] ?? row['createdDateTime']),
      modifiedAt: readInstant(row['modifiedDate'] ?? row['modifiedDateTime']),
      crmKey,
      crmKeyUrls,
    };
  },
  crmKeyOf: crmKeyOrNull,
  dayMembers: ['createdDate', 'createdDateTime'],
};

/** Values of a list of contact points; both lists have one element type, so an entry of the other kind is left out. */
function valuesOf(row: Row, list: string, otherKind: string): (string | null)[] {
  return comparedList(row[list], list).map((entry) => {
    const point = asRow(entry);
    return point && point[otherKind] !== true ? readText(point['value']) : null;
  });
}
