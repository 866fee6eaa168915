/** A word and what it means; the workbook's data dictionary and the hand-over pack's method say the same. */
export type Entry = readonly [word: string, meaning: string];

export const SHEET_WORDS: readonly Entry[] = [
  ['Summary', 'The result, what changed since the run before, how many of what, what was read'],
  ['Tie-out', 'Both totals by record, month and currency, and what explains their difference'],
  ['Tie-out by campaign, by project', 'The same of all months, for each campaign and each project'],
  [
    'Donor years',
    'Donors whose gifts of a calendar year don’t come to the same total on both sides',
  ],
  ['One for each state', 'The findings in that state, with what it means and who acts'],
  ['Excluded', 'Records without a counterpart of which none is expected, with the reason'],
  ['Not verified', 'What could not be read, and records about which therefore nothing is known'],
  ['Resolved since last run', 'Findings of earlier runs that this run looked for and did not find'],
  ['Trend', 'The figures of the last runs'],
  ['Provenance', 'Where every figure comes from: parameters, calls, coverage, lag, power test'],
];

export const CHANGE_WORDS: readonly Entry[] = [
  ['New', 'Not there in the run before'],
  ['Persisting', 'There in the run before, too'],
  ['Back', 'There again after it had been resolved'],
  ['Resolved', 'Found by earlier runs; this run looked at the record and did not find it any more'],
  ['Accepted', 'Somebody decided to live with it, for good or until a day: it is counted apart'],
];

export const TIE_OUT_WORDS: readonly Entry[] = [
  ['Raise, CRM+', 'Summed from the stored rows of each side, independently of the findings'],
  ['Difference', 'Raise − CRM+'],
  ['Explained', 'What findings of the run explain, by state and cause'],
  ['Unreadable', 'Records that were read and could not be understood'],
  ['Unknown', 'Records whose other side could not be read'],
  [
    'Unexplained',
    'What is left over; the line ties out only if nothing is, neither records nor money',
  ],
];

export const MEASURE_WORDS: readonly Entry[] = [
  ['Coverage certificate', 'What each list advertised, what was read of it, and when'],
  [
    'Sync lag',
    'Hours from the moment Raise created a record until CRM+ had it, from pairs of both',
  ],
  [
    'Window advised',
    'The lag window, in whole hours: what 99 of a hundred took and a quarter more, at least 4',
  ],
  ['Recall', 'Of errors planted in a copy of the stored pages, the share that the rules found'],
  [
    'Precision',
    'Of what the rules found in that copy beside the run’s findings, the share that was planted',
  ],
  [
    'Findings digest',
    'SHA-256 over every finding’s record, state, cause, ids, amount and differing fields',
  ],
];

export const NAME_WORDS: readonly Entry[] = [
  ['Tieout_Result, Tieout_AsOf, Tieout_Digest', 'Cells of the sheet “Summary”'],
  ['Tieout_Summary, Tieout_Coverage, Tieout_Trend', 'Tables of the sheets of these names'],
  ['Tieout_TieOut, …_Campaigns, …_Projects, Tieout_DonorYears', 'The tie-out’s tables'],
  ['Tieout_Findings_missing_in_crm, …', 'Each state’s findings; further sheets end in _2, _3'],
  ['Tieout_Resolved', 'What was resolved since the run before'],
];

export const MASK_WORDS: readonly Entry[] = [
  [
    '(masked)',
    'Stands for a name, an email, a phone, a link that is no id, or what a person wrote',
  ],
  ['What stays', 'Ids, amounts, days, campaigns, projects, states and causes'],
];
