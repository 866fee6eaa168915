import { Modal } from '@mantine/core';
import type { ComponentType } from 'react';
import { triageWords } from '../../../words/triage.ts';
import { AcceptForm } from './accept-form.tsx';
import type { DecisionFormProps } from './decision-form.tsx';
import { NoteForm } from './note-form.tsx';
import { OwnerForm } from './owner-form.tsx';
import type { FormKind } from './patches.ts';
import { countOf } from './targets.ts';
import { useTriageActions } from './use-triage.tsx';

const FORMS: Readonly<
  Record<FormKind, { Form: ComponentType<DecisionFormProps>; title: (count: number) => string }>
> = {
  accept: { Form: AcceptForm, title: triageWords.acceptForm.title },
  note: { Form: NoteForm, title: triageWords.noteForm.title },
  owner: { Form: OwnerForm, title: triageWords.ownerForm.title },
};

/** Asks for what a decision needs. A click beside it doesn't close it: what was typed would be lost. */
export function TriageDialog() {
  const { form, closeForm } = useTriageActions();
  if (form === null) return null;
  const { Form, title } = FORMS[form.kind];
  return (
    <Modal
      opened
      onClose={closeForm}
      closeOnClickOutside={false}
      title={title(countOf(form.target))}
      // Above the details where those lie over the list.
      zIndex={210}
    >
      <Form target={form.target} />
    </Modal>
  );
}
