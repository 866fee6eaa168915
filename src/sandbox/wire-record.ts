/** One JSON object as a server sends it. Values are served verbatim, right-typed or not. */
export type WireRecord = { [member: string]: unknown };

/** Whether a value is a plain JSON object. */
export function isWireRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
