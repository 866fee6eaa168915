import { Tabs } from '@mantine/core';
import type { RunReport } from '../../../contract/runs.ts';
import { tieOutWords as words } from '../../words/tie-out.ts';
import { TIE_OUT_VIEWS, type TieOutPlace } from './address.ts';
import { Breakdown } from './breakdown.tsx';
import { Certificate } from './certificate.tsx';
import { DonorYears } from './donor-years.tsx';

interface TieOutViewsProps {
  readonly workspace: string;
  readonly report: RunReport;
  readonly place: TieOutPlace;
  readonly onShow: (change: Partial<TieOutPlace>) => void;
}

/** The tie-out by month, campaign and project, what it means for donors, and what was read for it. */
export function TieOutViews({ workspace, report, place, onShow }: TieOutViewsProps) {
  const { view } = place;
  return (
    <Tabs
      value={view}
      keepMounted={false}
      onChange={(value) => {
        const chosen = TIE_OUT_VIEWS.find((each) => each === value);
        if (chosen !== undefined) onShow({ view: chosen });
      }}
    >
      <Tabs.List aria-label={words.views.label} mb="md">
        {TIE_OUT_VIEWS.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {words.views[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={view}>
        {view === 'donors' ? (
          <DonorYears analysis={report.analysis} />
        ) : view === 'certificate' ? (
          <Certificate coverage={report.run.coverage} />
        ) : (
          <Breakdown
            key={view}
            by={view}
            workspace={workspace}
            report={report}
            place={place}
            onShow={onShow}
          />
        )}
      </Tabs.Panel>
    </Tabs>
  );
}
