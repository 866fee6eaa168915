import type { Finding } from '../model/finding.ts';
import { RECORD_WORDS } from '../model/record-type.ts';
import { ACTOR_WORDS, causeEntry, stateEntry } from '../model/states.ts';
import type { Triage } from '../model/triage.ts';
import { acceptanceText, needsActionText } from './triage-columns.ts';
import { differenceText, yesNo } from './words.ts';

/**
 * How a column's value is written: `id` never becomes a number, `amount` goes by the finding's currency, which stands
 * `beside` it, and where it is `written` a person may write, or write over what stands there.
 */
export type ColumnKind =
  'text' | 'id' | 'amount' | 'day' | 'instant' | 'link' | 'long' | 'beside' | 'written';

/** A column of the finding sheets and of the CSV. */
export interface FindingColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters of the workbook. */
  readonly width: number;
  /** For the data dictionary. */
  readonly meaning: string;
  readonly value: (finding: Finding, triage: Triage | null) => string | number | null;
}

/**
 * What a person reads and signs comes first, and only that is printed: all of it on one sheet of paper could not be
 * read. What is filtered and looked up comes after it.
 */
const PRINTED: readonly FindingColumn[] = [
  text('Record', 14, 'Donor, gift or recurring gift', (f) => RECORD_WORDS[f.recordType].one),
  id('Raise id', 12, 'The id of the record in Raise', (f) => f.raiseId),
  id(
    'CRM+ id',
    12,
    'The id of the record in CRM+, or the link as it stands in Raise',
    (f) => f.crmId,
  ),
  column('amount', 'Amount', 14, 'The amount in the currency beside it', (f) => f.amountMinor),
  column('beside', 'Currency', 10, 'ISO 4217 code', (f) => f.currency),
  column('day', 'Date', 11, 'The calendar day of the record', (f) => f.date),
  column('long', 'Cause', 26, 'Why it is in its state', (f) => causeEntry(f.state, f.cause).words),
  column('long', 'Evidence', 50, 'The values that the verdict rests on', (f) => f.evidence),
  column('long', 'Differing fields', 36, 'The compared values that differ', (f) =>
    differenceText(f.fields),
  ),
  text('Who acts', 16, 'Who has to do something', (f) => ACTOR_WORDS[f.whoActs]),
  text(
    'Severity',
    10,
    'High, medium or low, by the money at stake and the state',
    (f) => f.severity,
  ),
  blank('Comment', 22, 'For the customer'),
  blank('Resolved on', 12, 'For the customer: the day it was put right'),
  blank('Initials', 9, 'For the customer: who put it right'),
];

/** The columns of the finding sheets and of the CSV, in their order. */
export const FINDING_COLUMNS: readonly FindingColumn[] = [
  ...PRINTED,
  column('link', 'Raise link', 11, 'The record in the admin pages of Raise', (f) => f.raiseUrl),
  column('link', 'CRM+ link', 11, 'The record in CRM+', (f) => f.crmUrl),
  text('Campaign', 24, 'The campaign of the gift', (f) => f.campaignName),
  id('Campaign id', 13, 'The id of the campaign in Raise', (f) => f.campaignId),
  text('Can sync', 10, 'Whether the campaign is synced to CRM+', (f) => yesNo(f.canSync)),
  text('Test mode', 10, 'Whether it is a test record', (f) => yesNo(f.isTestMode)),
  text('State', 18, 'The one state the record is in', (f) => stateEntry(f.state).title),
  text(
    'Needs action',
    12,
    'Whether somebody has to do something; “no (accepted)” if somebody decided to live with it',
    needsActionText,
  ),
  id('Related Raise ids', 17, 'Other Raise records that take part', (f) =>
    f.relatedRaiseIds.join(', '),
  ),
  id('Related CRM+ ids', 17, 'Other CRM+ records that take part', (f) =>
    f.relatedCrmIds.join(', '),
  ),
  column('instant', 'First seen (UTC)', 17, 'The run that found it first', (f) => f.firstSeenUtc),
  written(
    'Status',
    12,
    'What a person made of it: open, expected, reported, resolved',
    (_, t) => t?.status ?? null,
  ),
  written('Owner', 14, 'Who takes care of it', (_, t) => t?.owner ?? null),
  written('Note', 24, 'What a person noted about it', (_, t) => t?.note ?? null),
  written(
    'Accepted',
    24,
    'Until when, or for good, somebody decided to live with it, and why',
    (_, t) => acceptanceText(t?.accepted ?? null),
  ),
  written(
    'Opened again',
    24,
    'Why Tieout opened it again after it was accepted or called resolved',
    (_, t) => t?.reopened ?? null,
  ),
  id('Finding id', 24, 'The same in every run that finds it', (f) => f.id),
];

export const PRINTED_COLUMN_COUNT = PRINTED.length;

type Value = FindingColumn['value'];

function column(
  kind: ColumnKind,
  header: string,
  width: number,
  meaning: string,
  value: Value,
): FindingColumn {
  return { kind, header, width, meaning, value };
}

function text(header: string, width: number, meaning: string, value: Value): FindingColumn {
  return column('text', header, width, meaning, value);
}

function id(header: string, width: number, meaning: string, value: Value): FindingColumn {
  return column('id', header, width, meaning, value);
}

function written(header: string, width: number, meaning: string, value: Value): FindingColumn {
  return column('written', header, width, meaning, value);
}

function blank(header: string, width: number, meaning: string): FindingColumn {
  return written(header, width, meaning, () => null);
}
