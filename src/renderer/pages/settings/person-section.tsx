import { NameForm } from '../../shell/triage/name-form.tsx';
import { triageWords } from '../../words/triage.ts';
import { SettingsSection } from './settings-section.tsx';

/** Who decides on this computer. */
export function PersonSection() {
  const { title, text } = triageWords.name;
  return (
    <SettingsSection title={title} text={text} level={3}>
      <NameForm />
    </SettingsSection>
  );
}
