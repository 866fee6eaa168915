/** One JSON object as a server sends it. Values are served verbatim, right-typed or not. */
export type WireRecord = { [member: string]: unknown };

/** Whether a value is a plain JSON object. */
export function isWireRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A wire value as text for comparing and showing; null and undefined are empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as number | boolean}`;
}
