/** Link forms as the inside of an SQL `IN (…)`; no forms match no row. */
export function formList(forms: readonly number[]): string {
  return forms.length === 0 ? '-1' : forms.join(',');
}
