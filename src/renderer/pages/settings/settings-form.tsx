import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { ColourField } from '../../shell/colour-field.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { LeaveGuard } from '../../shell/leave-guard.tsx';
import { detailsKey, WORKSPACES_KEY } from '../../shell/workspace-queries.ts';
import { settingsWords } from '../../words/settings.ts';
import { JudgeFields } from './judge-fields.tsx';
import { LinkFields } from './link-fields.tsx';
import { PaceFields } from './pace-fields.tsx';
import { PageAddressFields } from './page-address-fields.tsx';
import { SaveBar } from './save-bar.tsx';
import { draftOf, errorsAtOnce, errorsOf, patchOf, type SettingsDraft } from './settings-draft.ts';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords;
const SAVED_SHOWN_MS = 5000;

/** One customer's settings: typed freely, kept when "Save" is pressed and everything can be kept. */
export function SettingsForm({ details }: { readonly details: WorkspaceDetails }) {
  const engine = useEngine();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const kept = draftOf(details.settings);
  const [typed, setTyped] = useState<SettingsDraft | null>(null);
  const [isTried, setTried] = useState(false);
  const draft = typed ?? kept;
  const isDirty = JSON.stringify(patchOf(draft)) !== JSON.stringify(patchOf(kept));
  const wrong = errorsOf(draft);
  const save = useMutation({
    mutationFn: () =>
      engine.workspaces.changeSettings({ workspace: details.name, patch: patchOf(draft) }),
    onSuccess: (changed) => {
      void queries.cancelQueries({ queryKey: detailsKey(details.name) });
      queries.setQueryData(detailsKey(details.name), changed);
      void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      setTyped(null);
      setTried(false);
    },
  });
  const { isSuccess, reset } = save;
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, SAVED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  const trySaving = async (): Promise<boolean> => {
    setTried(true);
    if (Object.keys(wrong).length > 0) {
      // The fields show what is wrong only after this.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return false;
    }
    if (save.isPending) return false;
    return save.mutateAsync().then(
      () => true,
      () => false,
    );
  };
  const change = (patch: Partial<SettingsDraft>): void => {
    setTyped((before) => ({ ...(before ?? kept), ...patch }));
    if (!save.isPending) save.reset();
  };
  const fields = { draft, errors: isTried ? wrong : errorsAtOnce(draft), change };
  return (
    <form
      ref={form}
      noValidate
      aria-label={words.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void trySaving();
      }}
    >
      <JudgeFields {...fields} />
      <LinkFields {...fields} />
      <PaceFields {...fields} />
      <PageAddressFields {...fields} />
      <SettingsSection title={words.look.title} text={words.look.text}>
        <ColourField
          label={words.look.colour}
          value={draft.colour}
          onChange={(colour) => change({ colour })}
        />
      </SettingsSection>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        isSaved={save.isSuccess && !isDirty}
        wrongCount={isTried ? Object.keys(wrong).length : 0}
        revert={() => {
          setTyped(null);
          setTried(false);
          save.reset();
        }}
      />
      <LeaveGuard isActive={isDirty} save={trySaving} />
    </form>
  );
}
