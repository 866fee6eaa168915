import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { RunScope } from '../../../contract/runs.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconConnection } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { auditWords } from '../../words/audit.ts';
import { todayIn } from './period-days.ts';
import { PlanTable } from './plan-table.tsx';
import { readScope, type ScopeDraft } from './scope-draft.ts';
import { ScopeForm } from './scope-form.tsx';
import { Section } from './section.tsx';
import { missingTokens } from './missing-tokens.ts';

const COMPUTER_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface PlanDeskProps {
  readonly workspace: string;
  readonly details: WorkspaceDetails;
  /** When the last run of this session began, as its status tells. */
  readonly startedUtc: string | null;
  readonly draft: ScopeDraft;
  readonly onChange: (part: Partial<ScopeDraft>) => void;
}

/** What to audit, what it will cost, and the start. */
export function PlanDesk({ workspace, details, startedUtc, draft, onChange }: PlanDeskProps) {
  const engine = useEngine();
  const [isTried, setIsTried] = useState(false);
  const zone = details.settings.timeZone ?? COMPUTER_ZONE;
  // A hundred thousand pasted ids are read while typing goes on.
  const settled = useDeferredValue(draft);
  const [openedMs] = useState(Date.now);
  const today = todayIn(zone, openedMs);
  const read = useMemo(() => readScope(settled, today), [settled, today]);
  const plan = useMutation({
    mutationFn: (scope: RunScope) => engine.runs.plan({ workspace, scope }),
  });
  const start = useMutation({
    mutationFn: (scope: RunScope) => engine.runs.start({ workspace, scope }),
  });
  const missing = missingTokens(details);
  if (missing !== null)
    return (
      <EmptyState
        icon={<IconConnection />}
        title={auditWords.needsTokenTitle}
        text={missing.sentence}
        action={
          <Button component="a" href={`#${pathTo(workspace, missing.page)}`}>
            {missing.action}
          </Button>
        }
      />
    );
  const planned = plan.data === undefined ? null : plan.variables;
  const isOutdated =
    planned !== null &&
    planned !== read.scope &&
    JSON.stringify(planned) !== JSON.stringify(read.scope);
  // Until the stream of statuses tells of it too.
  const isStarting = start.isPending || (start.isSuccess && start.data.startedUtc !== startedUtc);
  const show = (): void => {
    setIsTried(true);
    const { scope } = settled === draft ? read : readScope(draft, today);
    if (scope !== null && !plan.isPending) plan.mutate(scope);
  };
  return (
    <Section title={auditWords.scope.title}>
      {details.settings.sameOrganization === null && details.settings.crmUrl !== null && (
        <Alert color="yellow" title={auditWords.unprovedTitle}>
          <Text size="sm">{auditWords.unproved}</Text>
          <Anchor size="sm" href={`#${pathTo(workspace, 'connect')}`}>
            {auditWords.openConnection}
          </Anchor>
        </Alert>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <Stack gap="md">
          <ScopeForm
            draft={draft}
            read={read}
            isTried={isTried}
            onChange={onChange}
            zone={{ name: zone, isCustomers: details.settings.timeZone !== null }}
          />
          <Group gap="sm">
            <Button
              type="submit"
              variant={planned === null || isOutdated ? 'filled' : 'default'}
              loading={plan.isPending}
              disabled={isStarting}
            >
              {planned === null ? auditWords.plan.show : auditWords.plan.again}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {plan.isPending ? auditWords.plan.counting : ''}
            </Text>
          </Group>
        </Stack>
      </form>
      {plan.error !== null && <FailureNote failure={failureOf(plan.error)} retry={show} />}
      {plan.data !== undefined && planned !== null && (
        <PlanTable plan={plan.data} isOutdated={isOutdated}>
          <Button
            variant={isOutdated ? 'default' : 'filled'}
            disabled={isOutdated || plan.isPending}
            loading={isStarting}
            onClick={() => start.mutate(planned)}
          >
            {auditWords.plan.start}
          </Button>
        </PlanTable>
      )}
      {start.error !== null && <FailureNote failure={failureOf(start.error)} />}
    </Section>
  );
}
