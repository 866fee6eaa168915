import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { LoggedCall } from '../../../contract/app.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { LoadingPage } from '../../shell/engine-states.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconCalls } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import type { PageProps } from '../../shell/page-props.ts';
import { pathTo } from '../../shell/routes.ts';
import { callsWords } from '../../words/calls.ts';
import { filteredCalls, NO_FILTER, totalsOf } from './call-filter.ts';
import { CallTable } from './call-table.tsx';
import { CallTools } from './call-tools.tsx';
import { CallTotals } from './call-totals.tsx';
import { MOST_KEPT, useCalls } from './use-calls.ts';

/** Every call that left this computer for a customer. */
export function CallsPage({ workspace }: PageProps) {
  const { calls, failure, retry } = useCalls(workspace);
  return (
    <Page title={callsWords.title} description={callsWords.description}>
      {failure !== null && <FailureNote failure={failure} retry={retry} />}
      {calls === null && failure === null && <LoadingPage />}
      {calls?.length === 0 && (
        <EmptyState
          title={callsWords.emptyTitle}
          text={callsWords.empty}
          icon={<IconCalls />}
          action={
            <Button component="a" variant="default" href={`#${pathTo(workspace, 'audit')}`}>
              {callsWords.emptyAction}
            </Button>
          }
        />
      )}
      {calls !== null && calls.length > 0 && <CallLog calls={calls} />}
    </Page>
  );
}

/** Rows drawn at first, and with each "more". */
const AT_ONCE = 250;

function CallLog({ calls }: { readonly calls: readonly LoggedCall[] }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [held, setHeld] = useState<readonly LoggedCall[] | null>(null);
  const [most, setMost] = useState(AT_ONCE);
  const newer = held === null ? null : (calls.at(-1)?.seq ?? 0) - (held.at(-1)?.seq ?? 0);
  const shown = filteredCalls(held ?? calls, filter);
  const hidden = shown.length - most;
  return (
    <>
      <CallTotals totals={totalsOf(calls)} />
      <CallTools
        filter={filter}
        change={(next) => {
          setFilter(next);
          setMost(AT_ONCE);
        }}
        newer={newer}
        toggleHold={() => setHeld(held === null ? calls : null)}
      />
      <CallTable calls={shown.slice(0, most)} />
      {shown.length === 0 && (
        <Text role="status" c="dimmed" size="sm">
          {callsWords.nothing}
        </Text>
      )}
      {hidden > 0 && (
        <div>
          <Button variant="default" onClick={() => setMost(most + AT_ONCE)}>
            {callsWords.more(Math.min(AT_ONCE, hidden))}
          </Button>
        </div>
      )}
      {calls.length >= MOST_KEPT && (
        <Text size="sm" c="dimmed">
          {callsWords.oldest(MOST_KEPT)}
        </Text>
      )}
    </>
  );
}
