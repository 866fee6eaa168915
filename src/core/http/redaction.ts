/** What stands in place of a secret. */
const MASK = '••••';
/** A shorter "secret" would blank out half of every sentence; no product issues such tokens. */
const SHORTEST_SECRET = 4;

const BEARER = /\b(Bearer|Basic|Hmac)\s+[A-Za-z0-9._~+/=:-]{8,}/gi;
/** Text in which a JSON web token could stand. */
const RUN = /[A-Za-z0-9_.-]+/g;

/**
 * Takes secrets out of a text, by value: as they are, URL-encoded, escaped as in JSON, and in base64 wherever they
 * may sit in it; then whatever looks like an Authorization header or a JSON web token. Every sentence that holds
 * text of a server passes here, before it is shortened: a shortened secret could not be found any more.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf);
  forms.sort((one, other) => other.length - one.length);
  let clean = text;
  for (const form of forms) clean = clean.replaceAll(form, MASK);
  return clean.replace(BEARER, `$1 ${MASK}`).replace(RUN, withoutWebToken);
}

/** Server text made fit for a sentence: redacted, one line, no control characters, at most 200 characters. */
export function quoteServerText(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  // A cut through a surrogate pair would leave half a character.
  return line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line;
}

/**
 * A run of characters up to where a JSON web token begins in it: "eyJ…", a dot, and more. Looked for part by part: one expression for the
 * whole would read a long run anew from each of its "eyJ", which takes minutes for a megabyte of them.
 */
function withoutWebToken(run: string): string {
  if (!run.includes('eyJ')) return run;
  const parts = run.split('.');
  const at = parts.findIndex(
    (part, index) => /(?<![A-Za-z0-9])eyJ.{5}/.test(part) && (parts[index + 1] ?? '').length >= 5,
  );
  if (at < 0) return run;
  const first = parts[at] ?? '';
  const before = [...parts.slice(0, at), first.slice(0, first.search(/(?<![A-Za-z0-9])eyJ/))];
  return before.join('.') + MASK;
}

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const escaped = JSON.stringify(secret).slice(1, -1);
  const lowerHex = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const forms = [
    secret,
    encoded,
    lowerHex,
    escaped,
    escaped.replaceAll('/', '\\/'),
    ...base64FormsOf(secret),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

/** Base64 of a secret inside a longer text depends on where it begins: the part that is the same for each of the three places. */
function base64FormsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Characters that also hold bits of a neighbour are left out, and so is the padding.
    const first = before === 0 ? 0 : before + 1;
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const middle = text.slice(first, last);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')].filter(
      (form) => form.length >= 8,
    );
  });
}
