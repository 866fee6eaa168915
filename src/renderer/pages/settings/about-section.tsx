import { useAppInfo } from '../../engine/engine-context.tsx';
import { settingsWords } from '../../words/settings.ts';
import { FactList } from './fact-list.tsx';
import { FolderFact } from './folder-fact.tsx';
import { SettingsSection } from './settings-section.tsx';

const words = settingsWords.about;

export function AboutSection() {
  const { version, host, dataFolder } = useAppInfo();
  return (
    <SettingsSection title={words.title} text={words.readOnly} level={3}>
      <FactList
        facts={[
          { name: words.version, value: version },
          { name: words.host, value: words.hosts[host] },
          {
            name: settingsWords.data.allFolder,
            value: <FolderFact what={settingsWords.data.allFolder} folder={dataFolder} />,
          },
        ]}
      />
    </SettingsSection>
  );
}
