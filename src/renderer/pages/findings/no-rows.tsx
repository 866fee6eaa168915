import { Button } from '@mantine/core';
import type { StoredRunSummary } from '../../../contract/runs.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { navigate } from '../../shell/guarded-location.ts';
import { IconCheckCircle, IconSearch, IconWarning } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { findingsWords } from '../../words/findings.ts';
import { isFiltered } from './view/query-params.ts';
import { useShownFindings } from './view/shown-findings.tsx';

/** Why the list is empty, which may be the best news or none. */
export function NoRows({ run }: { readonly run: StoredRunSummary | null }) {
  const { query, clear, workspace } = useShownFindings();
  if (isFiltered(query))
    return (
      <EmptyState
        title={findingsWords.noMatchTitle}
        text={findingsWords.noMatchText}
        icon={<IconSearch />}
        action={<Button onClick={clear}>{findingsWords.clearFilters}</Button>}
      />
    );
  if (run === null || run.status === null)
    return <EmptyState title={findingsWords.readingTitle} text={findingsWords.readingText} />;
  if (run.status === 'verified')
    return (
      <EmptyState
        title={findingsWords.cleanTitle}
        text={findingsWords.cleanText}
        icon={<IconCheckCircle />}
      />
    );
  return (
    <EmptyState
      title={findingsWords.unprovedTitle}
      text={findingsWords.unprovedText}
      icon={<IconWarning />}
      action={
        <Button
          variant="default"
          onClick={() => navigate(pathTo(workspace, 'audit', `/${run.runId}`))}
        >
          {findingsWords.toAudit}
        </Button>
      }
    />
  );
}
