import type { FieldDifference } from './finding.ts';

/**
 * How the evidence of a drift begins: every differing field with both values. In one place, because a masked copy makes
 * the sentence again from masked values.
 */
export function driftText(fields: readonly FieldDifference[]): string {
  const said = fields
    .map((d) => `${d.field}: Raise ${quoted(d.raise)}, CRM+ ${quoted(d.crm)}`)
    .join('; ');
  return `${said}.`;
}

function quoted(value: string | null): string {
  return value === null ? 'has none' : `“${value}”`;
}
