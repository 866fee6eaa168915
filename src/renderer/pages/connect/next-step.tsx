import { Button } from '@mantine/core';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { ConnectionReport } from '../../../core/model/connection-report.ts';
import { IconAudit } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { connectWords } from '../../words/connect.ts';
import { Section } from '../audit/section.tsx';

interface NextStepProps {
  readonly workspace: string;
  readonly details: WorkspaceDetails;
  readonly report: ConnectionReport | null;
}

/** Where to go once both products answer. */
export function NextStep({ workspace, details, report }: NextStepProps) {
  if (report === null) return null;
  const works = [report.raise, report.crm].every(
    (product) => product === null || product.state === 'ok',
  );
  const isGuarded =
    report.crm === null ||
    (report.sameOrganization.verdict !== 'contradicted' &&
      details.settings.sameOrganization !== null);
  const isReady = works && isGuarded;
  return (
    <Section
      title={connectWords.nextTitle}
      text={isReady ? connectWords.nextReady : connectWords.nextNotYet}
    >
      <div>
        <Button
          component="a"
          href={`#${pathTo(workspace, 'audit')}`}
          variant={isReady ? 'filled' : 'default'}
          leftSection={<IconAudit />}
        >
          {connectWords.plan}
        </Button>
      </div>
    </Section>
  );
}
