import { quoteServerText } from './redaction.ts';

/**
 * What a JSON error body says, for a sentence; '' if nothing. Forms seen: `{message, modelState}` (CRM+, docs/api-facts.md
 * A4), `{error:{code,message}}` (A2), RFC 7807 `{title, detail, errors}` (Raise, B1).
 */
export function serverMessage(value: unknown, secrets: readonly string[]): string {
  if (!isObject(value)) return '';
  const error = value['error'];
  const parts = [
    textOf(value['message'] ?? value['Message']),
    isObject(error) ? textOf(error['message']) : textOf(error),
    textOf(value['title']),
    textOf(value['detail']),
    firstOf(value['errors'] ?? value['modelState'] ?? value['ModelState']),
  ];
  return quoteServerText([...new Set(parts.filter((part) => part !== ''))].join(' '), secrets);
}

/** The first field and its first message. */
function firstOf(errors: unknown): string {
  if (!isObject(errors)) return '';
  for (const [field, messages] of Object.entries(errors)) {
    const message = textOf(Array.isArray(messages) ? (messages as unknown[])[0] : messages);
    if (message !== '') return `${field}: ${message}`;
  }
  return '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
