import { Modal } from '@mantine/core';
import type { Finding } from '../../../core/model/finding.ts';
import type { Triage } from '../../../core/model/triage.ts';
import { liveFindingWords as words } from '../../words/live-findings.ts';
import { TriageDialog } from '../findings/triage/triage-dialog.tsx';
import { TriageSection } from '../findings/triage/triage-section.tsx';
import { useTriageKeys } from '../findings/triage/use-triage-keys.ts';
import { TriageProvider } from '../findings/triage/use-triage.tsx';
import { useLiveTriage } from './use-live-triage.ts';

interface DecisionDialogProps {
  readonly workspace: string;
  readonly finding: Finding;
  readonly triage: Triage | null;
  readonly close: () => void;
}

/** What is decided about a late gift, whether or not an audit has it yet. */
export function DecisionDialog({ workspace, finding, triage, close }: DecisionDialogProps) {
  const actions = useLiveTriage(workspace, { id: finding.id, triage });
  useTriageKeys(actions);
  return (
    <TriageProvider value={actions}>
      <Modal opened onClose={close} title={words.dialog(finding.raiseId, finding.crmId)}>
        <TriageSection
          workspace={workspace}
          row={{ id: finding.id, triage }}
          firstSeen={words.firstFound(finding.firstSeenUtc)}
        />
      </Modal>
      <TriageDialog />
    </TriageProvider>
  );
}
