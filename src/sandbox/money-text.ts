const DECIMALS: { [currency: string]: number } = { JPY: 0, KRW: 0, BHD: 3, KWD: 3, OMR: 3, TND: 3 };
const SYMBOLS: { [currency: string]: string } = {
  USD: '$',
  EUR: '€',
  JPY: '¥',
  CAD: 'CA$',
  GBP: '£',
};

export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** `1050` USD -> `10.50`. */
export function amountText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(digits.length - decimals)}`;
  return minor < 0 ? `-${text}` : text;
}

/** The JSON number of an amount in minor units: `1050` USD -> `10.5`. */
export function amountNumber(minor: number, currency: string): number {
  return Number(amountText(minor, currency));
}

/** `$1,200.00`, negative ones as `($60.00)`. */
export function formattedAmount(minor: number, currency: string): string {
  const [whole = '0', fraction] = amountText(Math.abs(minor), currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  const text = `${symbol}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
  return minor < 0 ? `(${text})` : text;
}

/** Minor units of a wire amount, rounded to the currency; 0 for anything that is no number. */
export function minorOf(amount: unknown, currency: unknown): number {
  const value = typeof amount === 'number' ? amount : Number(amount);
  if (!Number.isFinite(value)) return 0;
  return Math.round(value * 10 ** decimalsOf(typeof currency === 'string' ? currency : 'USD'));
}
