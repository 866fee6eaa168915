/** What people write: commas between thousands, a point before decimals; no signs and no powers. */
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/;

/** The number that a text says; NaN if it says none. */
export function numberOf(text: string): number {
  const typed = text.trim();
  return NUMBER.test(typed) && /\d/.test(typed) ? Number(typed.replaceAll(',', '')) : NaN;
}

export function isNumber(text: string): boolean {
  return !Number.isNaN(numberOf(text));
}

const written = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/** A number as it is written into a field: everyone's browser has to read it back. */
export function numberText(value: number): string {
  return written.format(value);
}
