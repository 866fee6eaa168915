/**
 * Every route of the vendor's Postman collection for CRM+ that changes something (PM, docs/api-facts.md), with 5 for
 * each parameter; under /api unless they begin with a slash.
 */
const ROUTES = {
  DELETE: `
    Contact/5/Collection/5 ContactAddress/5 ContactIndividual/5 ContactIndividual/5/Collection/5
    ContactMethod/5 ContactNote/5 ContactReference/5 ContactTag/5 Event/5 Event/5/Attendees/5
    Event/5/Contacts/5 Gift/5 Grant/5 OrganizationGroup/5/contacts/5 ProjectNote/5 ProjectRole/5
    Relationship/5 VolunteerOpportunity/5 VolunteerOpportunity/5/Attendance/5
    VolunteerOpportunity/5/Organizers/5 VolunteerOpportunity/5/Volunteers/5 Webhook/5
  `,
  PATCH: `
    Gift Project
  `,
  POST: `
    /Token Communication Contact Contact/5/Collection/5 Contact/Batch Contact/Transaction
    ContactAddress ContactIndividual ContactIndividual/5/Avatar ContactIndividual/5/Collection/5
    ContactMethod ContactNote ContactNote/Email ContactReference ContactTag Email/Send EmailList
    Event Event/5/Attendees Event/5/Contacts Gift Gift/Bulk Gift/ReversingTransaction GiftAsk
    Grant PlannedGift Premium Project ProjectExpense ProjectExpense/Batch ProjectNote ProjectRole
    RecurringGift Relationship Reminder Reminder/Saved/Milestone Reminder/Saved/Recurring Segment
    Task Tribute VolunteerOpportunity VolunteerOpportunity/5/Organizers
    VolunteerOpportunity/5/Volunteers VolunteerOpportunity/5/Volunteers/5/Attendance Webhook
    v2/Gift/Transaction v2/Gift/Transactions v2/Pledge
  `,
  PUT: `
    Contact/5 Contact/5/Collection/5 Contact/Archive/5 Contact/ToggleFollow/5 Contact/Unarchive/5
    ContactAddress/5 ContactAddress/Archive/5 ContactAddress/Unarchive/5 ContactIndividual/5
    ContactIndividual/5/Collection/5 ContactMethod/5 ContactMethod/Archive/5
    ContactMethod/Unarchive/5 ContactNote/5 Event/5 Event/5/Attendees/5 Gift/5 GiftAsk/5 Grant/5
    Organization/Switch OrganizationGroup/5/contacts/5 PlannedGift/5 Premium/5 Premium/Decrement/5
    Premium/Increment/5 Project/5 Project/5/Balance Project/5/Status ProjectExpense/5
    ProjectNote/5 ProjectRole/5 RecurringGift/5 RecurringGift/Cancel/5 Relationship/5
    Reminder/Completed/5 Reminder/Dismissed/5 Reminder/Saved/Milestone/5
    Reminder/Saved/Recurring/5 Segment/5 Tribute/5 VolunteerOpportunity/5
    VolunteerOpportunity/5/Attendance/5 Webhook/5 Webhook/5/Active v2/Pledge/5
    v2/Pledge/WriteOff/5
  `,
};

export const CRM_WRITES: readonly (readonly [method: string, path: string])[] = Object.entries(
  ROUTES,
).flatMap(([method, paths]) =>
  paths
    .trim()
    .split(/\s+/)
    .map((path) => [method, path.startsWith('/') ? path : `/api/${path}`] as const),
);
