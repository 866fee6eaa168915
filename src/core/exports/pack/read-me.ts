import type { AuditReport } from '../../model/report.ts';
import { changeSentence } from '../change-rows.ts';
import type { Entry } from '../dictionary-words.ts';
import { countText, instantText, periodWords, resultSentence } from '../words.ts';
import { heading, list, paragraph, table } from './markdown.ts';

/** What the pack says of itself: the result, what each part is, and how to see that no part was changed. */
export function readMePage(report: AuditReport, parts: readonly Entry[]): string {
  const { run, view, isMasked } = report;
  return [
    heading(1, `Tieout: ${run.workspace}`),
    paragraph(resultSentence(report)),
    paragraph(changeSentence(report)),
    ...(run.gaps.length === 0 ? [] : [list(run.gaps)]),
    paragraph(
      `Period: ${periodWords(run.parameters)}, days of ${run.parameters.timeZone}. As of ${instantText(run.asOfUtc)} UTC. Run ${run.id}.`,
    ),
    ...(view
      ? [
          paragraph(
            `Only ${countText(view.count)} findings are in it, those with: ${view.words}. Result and tie-out are of the whole run.`,
          ),
        ]
      : []),
    paragraph(
      isMasked
        ? 'This is a masked copy: names, emails, phones and what persons wrote are masked. Ids, amounts, days, campaigns and projects are not.'
        : 'It holds donor data: keep it as carefully as the products themselves.',
    ),
    heading(2, 'Parts'),
    table(['File', 'What it is'], parts),
    paragraph(
      'To see that no part was changed, unpack it and run “sha256sum -c SHA256SUMS” in its folder (“shasum -a 256 -c SHA256SUMS” on a Mac). The findings digest is the same in every export of this run, and can be computed again from the findings of a copy in full:',
    ),
    paragraph(run.digest),
  ].join('\n');
}
