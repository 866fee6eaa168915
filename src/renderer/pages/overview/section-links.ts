/** Goes to a part of this page. The address names pages, so it can't name a part; the focus goes along. */
export function goToSection(id: string): void {
  const section = document.querySelector<HTMLElement>(`[data-section="${id}"]`);
  section?.focus({ preventScroll: true });
  section?.scrollIntoView({ block: 'center' });
}
