import type { WireRecord } from '../wire-record.ts';
import { stampsOf } from './crm-contact-shape.ts';

/** A CRM+ project as Project/Query answers it (vendor's Postman collection). */
export function crmProject(given: WireRecord & { id: number }): WireRecord {
  const { id, ...rest } = given;
  return {
    id,
    name: `Project ${id}`,
    projectCode: `P${id}`,
    externalAccountingCode: null,
    onlineDisplayName: null,
    description: null,
    photoUrl: null,
    parentId: null,
    parentName: null,
    isSubProject: false,
    inventoryStatus: 'Active',
    type: 'Unspecified',
    location: 'Unspecified',
    isRestrictedToGiftSpecifications: false,
    isLimitedToFinancialNeed: false,
    isPublic: true,
    isActive: true,
    isAvailableOnline: true,
    isTaxDeductible: true,
    treatAsAccountsPayable: false,
    beginningBalance: 0,
    currentBalance: 0,
    financialNeedType: 'None',
    financialNeedFrequency: null,
    financialNeedAmount: 0,
    startDate: null,
    endDate: null,
    durationType: 'Ongoing',
    lifeToDateGiving: 0,
    lifeToDateGiftCount: 0,
    lifeToDateGiversCount: 0,
    lifeToDateExpenseTotal: 0,
    calendarYearToDateGiving: 0,
    calendarYearToDateGiftCount: 0,
    calendarYearToDateGiversCount: 0,
    calendarYearToDateExpenseTotal: 0,
    ...stampsOf(given),
    giftSpecifications: [],
    customFields: {},
    ...rest,
  };
}

/** A CRM+ campaign: its key is `campaignId`. */
export function crmCampaign(given: WireRecord & { campaignId: number }): WireRecord {
  const { campaignId, ...rest } = given;
  return {
    campaignId,
    name: `Campaign ${campaignId}`,
    startDateTimeUtc: '2020-01-01T07:00:00',
    endDateTimeUtc: null,
    givingGoal: 0,
    newGiverGoal: 0,
    totalGiftGoal: 0,
    isArchived: false,
    ...stampsOf(given),
    ...rest,
  };
}
