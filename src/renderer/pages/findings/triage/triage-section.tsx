import { Alert, Button, Stack, Title } from '@mantine/core';
import { TRIAGE_STATUSES, type Triage } from '../../../../core/model/triage.ts';
import { failureOf } from '../../../engine/failure.ts';
import { FailureNote } from '../../../shell/failure-note.tsx';
import { IconTick, IconWarning } from '../../../shell/icons.tsx';
import { LoggedAs } from '../../../shell/triage/logged-as.tsx';
import { STATUS_TITLES } from '../../../words/findings.ts';
import { triageWords } from '../../../words/triage.ts';
import { FindingHistory } from './finding-history.tsx';
import { FORM_KEYS, STATUS_KEYS, type FormKind } from './patches.ts';
import type { TargetRow, TriageTarget } from './targets.ts';
import { useHistory } from './use-history.ts';
import { useTriageActions } from './use-triage.tsx';
import classes from './triage.module.css';

const words = triageWords.section;

interface TriageSectionProps {
  readonly workspace: string;
  readonly row: TargetRow;
  /** Who saw it first, and when, in words. */
  readonly firstSeen: string;
}

/** What persons decided about one finding, how to decide otherwise, and how it came to that. */
export function TriageSection({ workspace, row, firstSeen }: TriageSectionProps) {
  const { isReady } = useTriageActions();
  const { steps, triage, error, retry } = useHistory(workspace, row);
  const target: TriageTarget = { kind: 'rows', rows: [{ id: row.id, triage }] };
  return (
    <Stack gap="sm" component="section" aria-label={triageWords.title}>
      <Title order={3} size="h5">
        {triageWords.title}
      </Title>
      {triage?.reopened != null && (
        <Alert color="yellow" icon={<IconWarning />} title={words.reopened}>
          {triage.reopened}
        </Alert>
      )}
      <Statuses triage={triage} target={target} />
      <dl className={classes['facts']}>
        <Fact kind="owner" term={words.owner} label={words.changeOwner} target={target}>
          {triage?.owner ?? words.nobody}
        </Fact>
        <Fact kind="accept" term={words.accepted} label={words.changeAcceptance} target={target}>
          {triage?.accepted == null
            ? words.notAccepted
            : words.acceptedUntil(triage.accepted.untilDay, triage.accepted.reason)}
        </Fact>
        <Fact kind="note" term={words.note} label={words.changeNote} target={target}>
          {triage?.note ?? words.noNote}
        </Fact>
      </dl>
      {isReady && <LoggedAs />}
      {error !== null && <FailureNote failure={failureOf(error)} retry={retry} />}
      <FindingHistory steps={steps} firstSeen={firstSeen} hasFailed={error !== null} />
    </Stack>
  );
}

function Statuses({ triage, target }: { triage: Triage | null; target: TriageTarget }) {
  const { isReady, mark } = useTriageActions();
  const now = triage?.status ?? 'open';
  return (
    <div role="group" aria-label={words.status} className={classes['statuses']}>
      {TRIAGE_STATUSES.map((status) => (
        <Button
          key={status}
          size="compact-sm"
          variant={status === now ? 'filled' : 'default'}
          aria-pressed={status === now}
          leftSection={status === now ? <IconTick /> : null}
          title={triageWords.keyed(triageWords.mark(status), STATUS_KEYS[status].toUpperCase())}
          disabled={!isReady}
          onClick={() => mark(status, target)}
        >
          {STATUS_TITLES[status]}
        </Button>
      ))}
    </div>
  );
}

interface FactProps {
  readonly kind: FormKind;
  readonly term: string;
  readonly label: string;
  readonly target: TriageTarget;
  readonly children: string;
}

function Fact({ kind, term, label, target, children }: FactProps) {
  const { isReady, openForm } = useTriageActions();
  return (
    <div className={classes['fact']}>
      <dt>{term}</dt>
      <dd>{children}</dd>
      <dd>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={label}
          title={triageWords.keyed(label, FORM_KEYS[kind].toUpperCase())}
          disabled={!isReady}
          onClick={() => openForm(kind, target)}
        >
          {words.change}
        </Button>
      </dd>
    </div>
  );
}
