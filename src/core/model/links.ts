import type { RaiseLink, Reference } from './records.ts';

/** What a Raise record's key says. Rules: docs/decisions/0002. */
export type KeyReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'crm'; readonly crmId: string }
  | { readonly kind: 'foreign'; readonly key: string }
  | { readonly kind: 'malformed'; readonly key: string };

const ID = /^[1-9]\d{0,14}$/;
/** Prefixes that a person or an integration writes: "rd2-", "Raise Gift #", "RD". Random ids ("ch_3Nx…") are none. */
const WORDS = /^[A-Za-z][A-Za-z0-9]{0,14}(?:[-_:#./ ]+[A-Za-z0-9]{1,15}){0,2}[-_:#./ ]+$/;
const LETTERS = /^[A-Za-z]{1,6}$/;
const SALESFORCE = /^(?=.*[A-Za-z])(?=.*\d)(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/;

/** Reads `crmKey` and `crmKeyUrls` (docs/api-facts.md B7): ours, another CRM's, malformed, or none. */
export function readKey(link: RaiseLink): KeyReading {
  const key = link.crmKey?.trim() ?? '';
  if (key === '') return { kind: 'none' };
  const integrations = Object.entries(link.crmKeyUrls);
  if (integrations.length > 0 && !integrations.some(isVirtuous)) return { kind: 'foreign', key };
  if (ID.test(key)) return { kind: 'crm', crmId: key };
  return SALESFORCE.test(key) ? { kind: 'foreign', key } : { kind: 'malformed', key };
}

/** Splits a reference's id into prefix and Raise id: "rd2-77" -> "rd2-", "77". Null if it names nobody. */
export function splitReference(
  id: string,
): { readonly prefix: string; readonly raiseId: string } | null {
  const match = /^(.*?)([1-9]\d{0,14})$/.exec(id.trim());
  const prefix = match?.[1] ?? '';
  if (
    !match ||
    /\d$/.test(prefix) ||
    !(prefix === '' || WORDS.test(prefix) || LETTERS.test(prefix))
  )
    return null;
  return { prefix, raiseId: match[2] ?? '' };
}

/** One way of referring back to Raise: a source name (compared without case) and an id prefix. */
export interface LinkForm {
  readonly source: string;
  readonly prefix: string;
}

/** The reference that a form would carry for a Raise record. */
export function referenceFor(form: LinkForm, raiseId: string): Reference {
  return { source: form.source, id: form.prefix + raiseId };
}

function isVirtuous([integration, url]: [string, string]): boolean {
  if (/virtuous/i.test(integration)) return true;
  try {
    const host = new URL(url).hostname;
    return host === 'virtuoussoftware.com' || host.endsWith('.virtuoussoftware.com');
  } catch {
    return false;
  }
}
