/** What came as a body. `no_route` is JSON that says that the address leads nowhere; `unread` broke off. */
export type BodyShape = 'json' | 'no_route' | 'empty' | 'html' | 'truncated' | 'text' | 'unread';

export interface ReadBody {
  readonly shape: BodyShape;
  /** The parsed JSON, undefined if it is none. */
  readonly value: unknown;
}

/**
 * How frameworks and gateways say in JSON that nothing lives at an address (ASP.NET Web API, Kong, AWS, Express):
 * such a 404 says nothing about a record.
 */
const NO_ROUTE =
  /no HTTP resource was found|no route matched|no matching (?:route|endpoint)|cannot (?:GET|POST) \//i;

/**
 * Tells what a body is, by the body: Raise may send JSON as text/plain (docs/api-facts.md B1), gateways send HTML
 * as anything.
 */
export function readBody(text: string, contentType: string | null): ReadBody {
  const trimmed = text.trim();
  if (trimmed === '') return { shape: 'empty', value: undefined };
  const isHtml = trimmed.startsWith('<') || /\bhtml\b/i.test(contentType ?? '');
  try {
    const value = parseHarmless(text);
    const isNoRoute = text.length < 5000 && NO_ROUTE.test(text);
    return { shape: isNoRoute ? 'no_route' : 'json', value };
  } catch {
    if (isHtml) return { shape: 'html', value: undefined };
    return { shape: /^[{["]/.test(trimmed) ? 'truncated' : 'text', value: undefined };
  }
}

/** The name itself, or an underscore that is written as its code. */
const SUSPECT = ['__proto__', '\\u005f', '\\u005F'];

/**
 * JSON.parse makes `__proto__` an own property, which does harm only when somebody copies the object later: it is
 * left out. The reviver costs several times the parse, so it runs only where the name may occur.
 */
function parseHarmless(text: string): unknown {
  const isSuspect = SUSPECT.some((part) => text.includes(part));
  if (!isSuspect) return JSON.parse(text) as unknown;
  return JSON.parse(text, (key, value: unknown) =>
    key === '__proto__' ? undefined : value,
  ) as unknown;
}
