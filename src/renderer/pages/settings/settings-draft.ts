import type { SettingsPatch, WorkspaceSettings } from '../../../contract/settings.ts';
import { settingsWords } from '../../words/settings.ts';
import { isNumber, numberOf, numberText } from './typed-number.ts';

const words = settingsWords.wrongs;

/** The settings as they are being typed. */
export interface SettingsDraft {
  readonly colour: WorkspaceSettings['colour'];
  readonly authority: 'raise' | 'crm' | 'none';
  readonly timeZone: string | null;
  readonly lagHours: string;
  readonly dateToleranceDays: string;
  readonly amountToleranceMinor: string;
  readonly includeTestMode: boolean;
  readonly linkSources: readonly string[];
  readonly linkPrefixes: readonly string[];
  /** The empty prefix, which no field for tags can hold. */
  readonly isPlainId: boolean;
  readonly pace: WorkspaceSettings['pace'];
  readonly raiseRps: string;
  readonly crmRps: string;
  readonly donorPage: string;
  readonly giftPage: string;
  readonly schedulePage: string;
}

export type DraftErrors = Partial<Record<keyof SettingsDraft, string>>;

export function draftOf(settings: WorkspaceSettings): SettingsDraft {
  return {
    colour: settings.colour,
    authority: settings.authority ?? 'none',
    timeZone: settings.timeZone,
    lagHours: String(settings.lagHours),
    dateToleranceDays: String(settings.dateToleranceDays),
    amountToleranceMinor: numberText(settings.amountToleranceMinor),
    includeTestMode: settings.includeTestMode,
    linkSources: settings.linkSources,
    linkPrefixes: settings.linkPrefixes.filter((prefix) => prefix !== ''),
    isPlainId: settings.linkPrefixes.includes(''),
    pace: settings.pace,
    raiseRps: textOf(settings.raiseRps),
    crmRps: textOf(settings.crmRps),
    donorPage: settings.raiseUrlTemplates.donor ?? '',
    giftPage: settings.raiseUrlTemplates.gift ?? '',
    schedulePage: settings.raiseUrlTemplates.recurring_gift ?? '',
  };
}

/** The same as what is kept; only what passed `errorsOf` may be asked for. */
export function patchOf(draft: SettingsDraft): SettingsPatch {
  const pages = {
    donor: draft.donorPage.trim(),
    gift: draft.giftPage.trim(),
    recurring_gift: draft.schedulePage.trim(),
  };
  return {
    colour: draft.colour,
    authority: draft.authority === 'none' ? null : draft.authority,
    timeZone: draft.timeZone,
    lagHours: numberOf(draft.lagHours),
    dateToleranceDays: numberOf(draft.dateToleranceDays),
    amountToleranceMinor: numberOf(draft.amountToleranceMinor),
    includeTestMode: draft.includeTestMode,
    linkSources: [...draft.linkSources],
    linkPrefixes: draft.isPlainId ? [...draft.linkPrefixes, ''] : [...draft.linkPrefixes],
    pace: draft.pace,
    raiseRps: rateOf(draft.raiseRps),
    crmRps: rateOf(draft.crmRps),
    raiseUrlTemplates: Object.fromEntries(
      Object.entries(pages).filter(([, address]) => address !== ''),
    ),
  };
}

/** What can't be kept, beside its field. */
export function errorsOf(draft: SettingsDraft): DraftErrors {
  const wrong: [keyof SettingsDraft, string | null][] = [
    ['amountToleranceMinor', whole(draft.amountToleranceMinor, 100_000_000) ? null : words.amount],
    ['dateToleranceDays', whole(draft.dateToleranceDays, 31) ? null : words.days],
    ['lagHours', within(draft.lagHours, 0, 24 * 90) ? null : words.hours],
    ['linkSources', areTags(draft.linkSources) ? null : words.tags],
    ['linkPrefixes', areTags(draft.linkPrefixes) ? null : words.tags],
    ['raiseRps', isRate(draft.raiseRps) ? null : words.rate],
    ['crmRps', isRate(draft.crmRps) ? null : words.rate],
    ['donorPage', isTemplate(draft.donorPage) ? null : words.address],
    ['giftPage', isTemplate(draft.giftPage) ? null : words.address],
    ['schedulePage', isTemplate(draft.schedulePage) ? null : words.address],
  ];
  return Object.fromEntries(wrong.filter(([, sentence]) => sentence !== null));
}

/** What is no number at all is told while it is being typed, before anything is to be saved. */
export function errorsAtOnce(draft: SettingsDraft): DraftErrors {
  const isOdd = (text: string): boolean => text.trim() !== '' && !isNumber(text);
  const odd = NUMBERS.filter((member) => isOdd(draft[member]));
  const errors = errorsOf(draft);
  return Object.fromEntries(odd.map((member) => [member, errors[member]]));
}

const NUMBERS = [
  'amountToleranceMinor',
  'dateToleranceDays',
  'lagHours',
  'raiseRps',
  'crmRps',
] as const;

function textOf(rate: number | null): string {
  return rate === null ? '' : String(rate);
}

function rateOf(text: string): number | null {
  return text.trim() === '' ? null : numberOf(text);
}

function within(text: string, least: number, most: number): boolean {
  const number = numberOf(text);
  return number >= least && number <= most;
}

function whole(text: string, most: number): boolean {
  return within(text, 0, most) && Number.isInteger(numberOf(text));
}

function isRate(text: string): boolean {
  return text.trim() === '' || within(text, 0.001, 10_000);
}

function areTags(tags: readonly string[]): boolean {
  return tags.length <= 19 && tags.every((tag) => tag.length <= 100);
}

function isTemplate(address: string): boolean {
  const text = address.trim();
  return text === '' || (text.length <= 500 && /^https:\/\/\S+\{id\}\S*$/.test(text));
}
