/** Whether keys mean something else where they are pressed: in a field, a menu, a dialog but that of a finding, or the head of a column. */
export function hasKeysOfItsOwn(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const isField = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
  if (target.closest(`${isField}, [role="menu"], [role="columnheader"]`) !== null) return true;
  const dialog = target.closest('[role="dialog"]');
  return dialog !== null && dialog.querySelector('[data-finding-detail]') === null;
}
