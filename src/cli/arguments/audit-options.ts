import { option, repeatable, type Option } from '../option.ts';

export const HELP_OPTION: Option = option('help', 'this help');

export const DATA_DIR_OPTION: Option = option(
  'data-dir',
  'where runs are kept (or TIEOUT_DATA_DIR; default: the platform’s data folder)',
  'DIR',
);

export const STORED_OPTIONS: readonly Option[] = [
  option('workspace', 'the customer’s workspace; not needed if there is only one', 'NAME'),
  DATA_DIR_OPTION,
];

/** How the products are reached. */
export const REACH_OPTIONS: readonly Option[] = [
  option(
    'workspace',
    'the customer’s workspace; its addresses are kept. Default: a name of its own for each pair of tokens',
    'NAME',
  ),
  option('raise-url', 'origin of Raise (default https://prod-api.raisedonors.com)', 'URL'),
  option(
    'crm-url',
    'origin of CRM+ (default https://api.virtuoussoftware.com, if there is a CRM+ token)',
    'URL',
  ),
  option('token-file', 'file of tokens, mode 0600, instead of the environment', 'FILE'),
  option('demo', 'audit the built-in made-up nonprofit instead'),
  option('raise-rps', 'calls a second to Raise', 'N'),
  option('crm-rps', 'calls a second to CRM+', 'N'),
  option('pace', 'preset for both: polite, normal (default) or fast', 'PRESET'),
  DATA_DIR_OPTION,
];

/** What is audited, and by which rules. */
export const REQUEST_OPTIONS: readonly Option[] = [
  option('records', 'donors, gifts, recurring-gifts, separated by commas (default all)', 'LIST'),
  option('from', 'first day, YYYY-MM-DD (default all time)', 'DAY'),
  option('to', 'last day, inclusive', 'DAY'),
  option(
    'ids',
    'only these Raise ids: one a line, or the first column of a CSV; one record type, default donors',
    'FILE',
  ),
  option('modified-from', 'only records changed on this day or later', 'DAY'),
  option('time-zone', 'the customer’s zone (default: the organization’s)', 'ZONE'),
  option('lag-hours', 'hours that syncing may take (default 24)', 'N'),
  repeatable('link-source', 'confirms a link convention: the name CRM+ gives as source', 'NAME'),
  repeatable('link-prefix', 'the text before the Raise id in CRM+’s references', 'TEXT'),
  option('date-tolerance-days', 'days that dates may differ (default 1)', 'N'),
  option('amount-tolerance-minor', 'cents (minor units) that amounts may differ (default 0)', 'N'),
  option('include-test-mode', 'audit test-mode records too'),
  option('page-size', 'first page size to ask for (default 1000)', 'N'),
];

export const MASKED_OPTION: Option = option(
  'masked',
  'write exports without names, emails, phones and what persons wrote',
);

/** What happens on the way and with the result. */
export const OUTPUT_OPTIONS: readonly Option[] = [
  repeatable(
    'export',
    'write the findings to a .xlsx, .csv or .json file, or all of it to a .zip (repeatable)',
    'FILE',
  ),
  MASKED_OPTION,
  option('resume', 'go on with the newest interrupted run, as it was started'),
  option('progress', 'plain (default), json or none, on standard error', 'KIND'),
  option('json', 'print the findings as JSON instead of the summary'),
];

export const AUDIT_OPTIONS: readonly Option[] = [
  ...REACH_OPTIONS,
  ...REQUEST_OPTIONS,
  ...OUTPUT_OPTIONS,
];
