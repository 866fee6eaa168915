import { Button } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { triageWords } from '../../words/triage.ts';
import { IconRedo, IconUndo } from '../icons.tsx';
import { useTriageHead } from '../triage-watch.tsx';
import { goBack, type WayBack } from './go-back.ts';

const WAYS: readonly WayBack[] = ['undo', 'redo'];

/** Undo and redo of what was decided, whoever did it; each names what it would do. */
export function UndoRedoButtons({ workspace }: { readonly workspace: string }) {
  const engine = useEngine();
  const head = useTriageHead();
  const [busy, setBusy] = useState<WayBack | null>(null);
  const go = async (way: WayBack): Promise<void> => {
    setBusy(way);
    // What the button names, and nothing that came in between.
    await goBack(engine, workspace, way, head?.[way]?.seq);
    setBusy(null);
  };
  return WAYS.map((way) => {
    const step = head?.[way] ?? null;
    const named = way === 'undo' ? triageWords.undoNamed : triageWords.redoNamed;
    const title = step === null ? triageWords.nothing[way] : named(step.words);
    return (
      <Button
        key={way}
        size="compact-sm"
        variant="default"
        leftSection={way === 'undo' ? <IconUndo /> : <IconRedo />}
        title={title}
        disabled={step === null}
        loading={busy === way}
        onClick={() => void go(way)}
      >
        {triageWords[way]}
      </Button>
    );
  });
}
