import type { RecordType } from './record-type.ts';

/** Who has to act on a finding. */
export type Actor = 'customer_admin' | 'platform_support' | 'consultant' | 'nobody';

interface CauseEntry {
  /** What people read: a short phrase. */
  readonly words: string;
  /** Set where a cause differs from its state. */
  readonly isActionable?: boolean;
  readonly whoActs?: Actor;
}

interface StateEntry {
  readonly for: readonly RecordType[];
  readonly title: string;
  /** One sentence: what it means. */
  readonly meaning: string;
  readonly isActionable: boolean;
  readonly whoActs: Actor;
  readonly causes: Readonly<Record<string, CauseEntry>>;
}

const ALL: readonly RecordType[] = ['donor', 'gift', 'recurring_gift'];
/** The failure kinds that can leave the other side unread, as causes. */
const UNREACHED = {
  sign_in_refused: { words: 'the token was refused' },
  not_permitted: { words: 'the token may not read this resource' },
  not_found: { words: 'the address does not exist' },
  quota: { words: 'the request quota was used up' },
  server_error: { words: 'the server answered with an error' },
  network: { words: 'the server could not be reached' },
  timed_out: { words: 'the server did not answer in time' },
  bad_answer: { words: 'the answer could not be understood' },
  too_large: { words: 'the answer was too large' },
  incomplete_listing: { words: 'the listing could not be read completely' },
} as const satisfies Record<string, CauseEntry>;

/**
 * The states of product.md §2 in their order: a record is in the first that applies. The one place for
 * their words, their causes, whether they ask for action, and who acts.
 */
export const STATES = {
  unreadable: {
    for: ALL,
    title: 'Unreadable',
    meaning: 'A product answered with a record that could not be understood.',
    isActionable: false,
    whoActs: 'platform_support',
    causes: { not_parseable: { words: 'a value has the wrong form' } },
  },
  crm_unreachable: {
    for: ALL,
    title: 'CRM+ not reached',
    meaning: 'CRM+ could not be read for this record, so nothing is known about it there.',
    isActionable: false,
    whoActs: 'consultant',
    causes: UNREACHED,
  },
  raise_unreachable: {
    for: ALL,
    title: 'Raise not reached',
    meaning: 'Raise could not be read for this record, so nothing is known about it there.',
    isActionable: false,
    whoActs: 'consultant',
    causes: UNREACHED,
  },
  duplicate_link: {
    for: ALL,
    title: 'Duplicate link',
    meaning:
      'Several records share one counterpart, or one gift was written to CRM+ more than once.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      raise_records_share_target: { words: 'several Raise records point to one CRM+ record' },
      crm_gifts_exceed_gift: { words: 'the CRM+ gifts add up to more than the gift' },
      not_one_household: { words: 'donors who are no household share one contact' },
    },
  },
  orphaned_crm_key: {
    for: ALL,
    title: 'Orphaned link',
    meaning: 'The Raise record links to a CRM+ record that does not exist.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      crm_record_absent: { words: 'the linked CRM+ record does not exist' },
      crm_key_malformed: { words: 'the link is no CRM+ id' },
    },
  },
  merged_in_crm: {
    for: ['donor'],
    title: 'Merged in CRM+',
    meaning:
      'The linked contact was merged into another one; the link still points to the old one.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: { merged: { words: 'the linked contact was merged away' } },
  },
  link_mismatch: {
    for: ALL,
    title: 'Link mismatch',
    meaning: 'The two records do not point at each other.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      refers_to_other_record: { words: 'the CRM+ record refers to another Raise record' },
      one_way_link: { words: 'CRM+ refers to the donor, the donor has no link' },
      wrong_contact: { words: 'the gift sits on another contact' },
    },
  },
  excluded: {
    for: ALL,
    title: 'Excluded',
    meaning: 'No counterpart in CRM+, and none is expected.',
    isActionable: false,
    whoActs: 'nobody',
    causes: {
      crm_not_used: { words: 'the customer does not use CRM+' },
      archived_or_erased: { words: 'archived or erased in Raise' },
      test_mode: { words: 'a test record' },
      status_not_synced: { words: 'its status is not synced' },
      campaign_not_synced: { words: 'its campaign is not synced' },
      foreign_crm_key: { words: 'its link belongs to another CRM' },
    },
  },
  missing_in_crm: {
    for: ALL,
    title: 'Missing in CRM+',
    meaning:
      'CRM+ has no such record, the time that syncing may take is over, and nothing explains it.',
    isActionable: true,
    whoActs: 'platform_support',
    causes: {
      possible_manual_entry: {
        words: 'an unlinked gift in CRM+ may be it',
        whoActs: 'customer_admin',
      },
      overdue: { words: 'overdue' },
    },
  },
  not_yet_synced: {
    for: ALL,
    title: 'Not yet synced',
    meaning: 'CRM+ has no such record yet, and it is too young to worry.',
    isActionable: false,
    whoActs: 'nobody',
    causes: { within_lag_window: { words: 'inside the time that syncing may take' } },
  },
  missing_in_raise: {
    for: ALL,
    title: 'Missing in Raise',
    meaning: 'A CRM+ record says that it came from Raise, and Raise has no such record.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      raise_record_absent: { words: 'Raise has no record of this id' },
      possibly_merged_in_raise: { words: 'the donor may have been merged in Raise' },
      legacy_id: { words: 'an id of the older generation', isActionable: false, whoActs: 'nobody' },
    },
  },
  refund_not_reversed: {
    for: ['gift'],
    title: 'Refund not reversed',
    meaning: 'The gift was refunded or charged back in Raise; CRM+ still counts the money.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      no_reversal: { words: 'CRM+ has no reversal' },
      partial_reversal: { words: 'CRM+ reverses another amount' },
    },
  },
  field_drift: {
    for: ALL,
    title: 'Values differ',
    meaning: 'Both records exist and are linked; some values differ.',
    isActionable: true,
    whoActs: 'customer_admin',
    causes: {
      fields_differ: { words: 'values differ' },
      within_lag_window: {
        words: 'changed a short while ago',
        isActionable: false,
        whoActs: 'nobody',
      },
    },
  },
  consistent: {
    for: ALL,
    title: 'Consistent',
    meaning: 'Both records exist, are linked, and agree.',
    isActionable: false,
    whoActs: 'nobody',
    causes: {
      agrees: { words: 'agrees' },
      donor_paid_costs: { words: 'differs by the costs the donor covered' },
      within_tolerance: { words: 'differs within the tolerance' },
      project_not_told: { words: 'agrees; one side alone names its projects' },
    },
  },
} as const satisfies Record<string, StateEntry>;

export type State = keyof typeof STATES;
export type Cause = { [S in State]: keyof (typeof STATES)[S]['causes'] }[State];

export const STATE_ORDER = Object.keys(STATES) as readonly State[];

/** Every cause once, in the order of the states. */
export const CAUSES = [
  ...new Set(Object.values(STATES).flatMap((entry) => Object.keys(entry.causes))),
] as readonly Cause[];

export function stateEntry(state: State): StateEntry {
  return STATES[state];
}

/** The entry of a cause under its state; a cause that the state doesn't have is a defect. */
export function causeEntry(state: State, cause: string): CauseEntry {
  const entry = stateEntry(state).causes[cause];
  if (!entry) throw new Error(`${state} has no cause ${cause}`);
  return entry;
}

/** States that say that something could not be read or understood, and so nothing of the record; the first of all. */
export const UNKNOWN_STATES: readonly State[] = [
  'unreadable',
  'crm_unreachable',
  'raise_unreachable',
];

/** Whether a state says that something could not be read or understood. */
export function isUnknownState(state: State): boolean {
  return UNKNOWN_STATES.includes(state);
}

export function isActionable(state: State, cause: string): boolean {
  return causeEntry(state, cause).isActionable ?? stateEntry(state).isActionable;
}

export function whoActs(state: State, cause: string): Actor {
  return causeEntry(state, cause).whoActs ?? stateEntry(state).whoActs;
}

/** The words people read for who acts. */
export const ACTOR_WORDS: Readonly<Record<Actor, string>> = {
  customer_admin: 'customer admin',
  platform_support: 'platform support',
  consultant: 'consultant',
  nobody: 'nobody',
};

/** A cause without its state, which may word it in another way: "x / y". */
export function causeWords(cause: Cause): string {
  const words = STATE_ORDER.map((state) => stateEntry(state).causes[cause]?.words);
  return [...new Set(words.filter((known) => known !== undefined))].join(' / ');
}
