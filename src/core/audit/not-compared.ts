import type { AuditRequest } from '../model/request.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { countUntold, hasCrmSchedules } from '../staging/untold.ts';
import type { JudgedForm } from './conventions.ts';
import { BY_ID } from './stream-pages.ts';

/** What the products did not tell, so that it could not be compared (product.md §3). */
export function notComparedOf(
  capture: CaptureFile,
  forms: readonly JudgedForm[],
  request: AuditRequest,
): string[] {
  const said: string[] = [];
  if (capture.snapshots().some((snapshot) => snapshot.filter === BY_ID))
    said.push(
      'Single records were read, not the lists: whether other Raise records share a counterpart was not looked at.',
    );
  if (request.records.includes('recurring_gift') && hasCrmSchedules(capture)) {
    said.push(
      'CRM+ tells no currency of recurring gifts: their amounts are compared in the currency of Raise.',
    );
    const silent = countUntold(capture, 'schedule status');
    if (silent > 0)
      said.push(
        `Raise gave no status in words for ${silent} recurring gifts: active or cancelled is not compared for them.`,
      );
    const rhythm = countUntold(capture, 'schedule frequency');
    if (rhythm > 0)
      said.push(
        `The frequency of ${rhythm} recurring gifts is in no words that are understood: it is not compared for them.`,
      );
  }
  if (request.records.includes('donor')) {
    const untold = countUntold(capture, 'contact archived');
    if (untold > 0)
      said.push(
        `CRM+ did not tell whether ${untold} contacts are archived: that is not compared for them.`,
      );
  }
  if (request.records.includes('gift')) {
    const unsplit = countUntold(capture, 'gift split');
    if (unsplit > 0)
      said.push(`${unsplit} Raise gifts name no projects: their split is not compared.`);
  }
  const unmatched = request.linkSources.filter(
    (source) => !forms.some((form) => form.source.toLowerCase() === source.toLowerCase()),
  );
  if (forms.length > 0 && unmatched.length > 0)
    said.push(
      `No CRM+ record refers by the source ${unmatched.map((source) => `“${source}”`).join(', ')} that was named: check its spelling; found were ${[...new Set(forms.map((form) => `“${form.source}”`))].slice(0, 8).join(', ')}.`,
    );
  return said;
}
