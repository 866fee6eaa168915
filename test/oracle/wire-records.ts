// What the oracle knows of each record after its own reading of the wire (see wire.ts).

export interface Ref {
  source: string;
  prefix: string;
  raiseId: string;
}
export interface Key {
  kind: 'none' | 'crm' | 'foreign' | 'malformed';
  text: string;
}
export interface Place {
  line: string;
  city: string;
  postal: string;
}
export interface Share {
  name: string;
  minor: number;
}

export interface Base {
  readable: boolean;
  id: string | null;
  created: number | null;
  modified: number | null;
}
export interface Donor extends Base {
  key: Key;
  names: string[];
  surname: string;
  isOrganization: boolean;
  organizationName: string;
  email: string;
  phone: string;
  emails: string[];
  phones: string[];
  places: Place[];
  isTest: boolean;
  isArchived: boolean;
  isErased: boolean;
}
export interface RaiseGift extends Base {
  key: Key;
  donorId: string | null;
  minor: number;
  costs: number;
  currency: string;
  day: number;
  status: string;
  projects: Share[];
  campaignId: string | null;
  campaignName: string;
  canSync: boolean | null;
  isTest: boolean;
}
export interface RaiseSchedule extends Base {
  key: Key;
  donorId: string | null;
  minor: number;
  currency: string;
  perYear: number | null;
  startDay: number | null;
  status: string;
  campaignId: string | null;
  campaignName: string;
  canSync: boolean | null;
  isTest: boolean;
}
export interface Campaign {
  id: string | null;
  name: string;
  canSync: boolean | null;
}
export interface Contact extends Base {
  names: string[];
  emails: string[];
  phones: string[];
  refs: Ref[];
  mergedInto: string | null;
  isArchived: boolean | null;
}
export interface CrmGift extends Base {
  ref: Ref | null;
  contactId: string | null;
  passthroughId: string | null;
  isReversing: boolean;
  minor: number;
  currency: string;
  day: number;
  shares: Share[];
}
export interface CrmSchedule extends Base {
  ref: Ref | null;
  contactId: string | null;
  amount: unknown;
  perYear: number | null;
  startDay: number | null;
  isCancelled: boolean;
}
