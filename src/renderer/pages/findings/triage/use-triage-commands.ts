import { useMemo } from 'react';
import { TRIAGE_STATUSES } from '../../../../core/model/triage.ts';
import { useOfferCommands, type PageCommand } from '../../../shell/page-commands.ts';
import { triageWords } from '../../../words/triage.ts';
import type { TriageActions } from './use-triage.tsx';

const words = triageWords.palette;

/** What can be decided, in the palette. */
export function useTriageCommands({
  mark,
  openForm,
}: Pick<TriageActions, 'mark' | 'openForm'>): void {
  const commands = useMemo<PageCommand[]>(
    () => [
      ...TRIAGE_STATUSES.map((status) => ({
        id: `mark ${status}`,
        label: words.mark(status),
        run: () => mark(status),
      })),
      ...(['accept', 'owner', 'note'] as const).map((kind) => ({
        id: `decide ${kind}`,
        label: words[kind],
        run: () => openForm(kind),
      })),
    ],
    [mark, openForm],
  );
  useOfferCommands(commands);
}
