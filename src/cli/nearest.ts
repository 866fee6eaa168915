/** The known name that a mistyped one most likely means; null if none is near. */
export function nearest(typed: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const name of known) {
    const steps = name.startsWith(typed) && typed.length >= 3 ? 1 : editsBetween(typed, name);
    if (steps < least) {
      least = steps;
      best = name;
    }
  }
  return best;
}

/** " Did you mean --lag-hours?", or ''. */
export function didYouMean(typed: string, known: readonly string[], prefix = ''): string {
  const name = nearest(typed.toLowerCase(), known);
  return name === null ? '' : ` Did you mean ${prefix}${name}?`;
}

/** Typed words may be a token that slipped: only what looks like a name is repeated. */
export function quoteTyped(text: string): string {
  return /^[\p{L}\p{N} ._:/,+-]{1,40}$/u.test(text) && !/[\p{L}\p{N}_-]{25}/u.test(text)
    ? `"${text}"`
    : 'This';
}

/** Insertions, deletions and replacements (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
