/** The port that a text names: null for an empty text, which leaves it to chance; undefined for what is no port. */
export function portOf(text: string): number | null | undefined {
  return text.trim() === '' ? null : wholeNumber(text, 1, 65_535);
}

/** A whole number between both, ends included; undefined for anything else. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const typed = text.trim();
  const number = Number(typed);
  return /^\d{1,9}$/.test(typed) && number >= least && number <= most ? number : undefined;
}
