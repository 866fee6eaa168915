import { Button, Loader } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { SavedView } from '../../../contract/settings.ts';
import type { StoredRunSummary } from '../../../contract/runs.ts';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconDownload } from '../../shell/icons.tsx';
import { Page } from '../../shell/page.tsx';
import { useUndoKeys } from '../../shell/triage/use-undo-keys.ts';
import { findingsWords } from '../../words/findings.ts';
import { useColumnChoice } from './columns/column-choice.ts';
import { ColumnChooser } from './columns/column-chooser.tsx';
import { CopyMenu } from './copy/copy-menu.tsx';
import { useCopy } from './copy/use-copy.ts';
import { DetailPane } from './detail/detail-pane.tsx';
import { useOpened } from './detail/use-opened.ts';
import { ExportDialog } from './export/export-dialog.tsx';
import { ActiveFilters } from './filters/active-filters.tsx';
import { FilterMenu } from './filters/filter-menu.tsx';
import { QuickFilters } from './filters/quick-filters.tsx';
import { SearchBox } from './filters/search-box.tsx';
import { FindingsGrid } from './grid/findings-grid.tsx';
import type { GridHandle } from './grid/grid-link.ts';
import { NoRows } from './no-rows.tsx';
import { OpeningBar } from './opening-bar.tsx';
import { LateNote } from './run/late-note.tsx';
import { ProvisionalNote } from './run/provisional-note.tsx';
import { RunLine } from './run/run-line.tsx';
import { RunSwitcher } from './run/run-switcher.tsx';
import { SelectionLine } from './selection-line.tsx';
import { TriageBar } from './triage/triage-bar.tsx';
import { TriageDialog } from './triage/triage-dialog.tsx';
import { useTriageCommands } from './triage/use-triage-commands.ts';
import { useTriageKeys } from './triage/use-triage-keys.ts';
import { TriageProvider, useTriage } from './triage/use-triage.tsx';
import type { Shown } from './view/address.ts';
import { withoutEmpty } from './view/query-params.ts';
import { ShownFindingsProvider, type ShownFindings } from './view/shown-findings.tsx';
import { useReopenAfterTriage } from './view/use-reopen-after-triage.ts';
import { useFacets } from './view/use-facets.ts';
import { useFindingsView } from './view/use-findings-view.ts';
import { useRestOfWindow } from './view/use-rest-of-window.ts';
import { SavedViewsMenu } from './views/saved-views-menu.tsx';
import classes from './run-findings.module.css';

interface RunFindingsProps {
  readonly workspace: string;
  readonly runId: string;
  readonly runs: readonly StoredRunSummary[];
  /** The run that goes on. */
  readonly goingId: string | null;
  readonly shown: Shown;
  readonly onShow: (change: Partial<Shown>, options?: { readonly replace?: boolean }) => void;
}

/** The findings of one run: filters, grid, details. */
export function RunFindings(props: RunFindingsProps) {
  const { workspace, runId, runs, goingId, shown, onShow } = props;
  const { query, sort } = shown;
  const run = runs.find((each) => each.runId === runId && each.state === 'finished') ?? null;
  const { view, progress, failure, reopen } = useFindingsView({ workspace, runId, query, sort });
  const { facets, recount } = useFacets(workspace, runId, query);
  useReopenAfterTriage(reopen);
  const findings = useShown(props, facets);
  const [columns, setColumns] = useColumnChoice();
  const { copyRows, copyAll, progress: copying } = useCopy(columns);
  const grid = useRef<GridHandle>(null);
  const opened = useOpened(view, grid);
  const [selected, setSelected] = useState(0);
  const triage = useTriage({
    workspace,
    runId,
    view,
    isFinished: run !== null,
    grid,
    opened: opened.placed,
  });
  const { chooseAll } = triage;
  const select = useCallback(
    (count: number, isByPerson: boolean) => {
      setSelected(count);
      if (isByPerson) chooseAll(false);
    },
    [chooseAll],
  );
  useTriageKeys(triage);
  useTriageCommands(triage);
  useUndoKeys(workspace);
  const [isExporting, setIsExporting] = useState(false);
  const screen = useRef<HTMLDivElement>(null);
  const height = useRestOfWindow(screen);
  const copySelected = useCallback(() => {
    const rows = grid.current?.selectedRows() ?? [];
    const focused = grid.current?.focusedRow() ?? null;
    copyRows(rows.length > 0 || focused === null ? rows : [focused]);
  }, [copyRows]);
  const reload = (): void => {
    reopen();
    recount();
  };
  const applyView = (saved: SavedView): void => {
    setColumns(saved.columns);
    onShow({ query: withoutEmpty(saved.query), sort: saved.sort });
  };
  return (
    <ShownFindingsProvider value={findings}>
      <TriageProvider value={triage}>
        <Page
          title={findingsWords.title}
          description={<RunLine run={run} view={view} />}
          actions={
            <>
              <RunSwitcher
                runId={runId}
                runs={runs}
                goingId={goingId}
                onChoose={(id) => onShow({ runId: id })}
              />
              <Button
                leftSection={<IconDownload />}
                disabled={view === null || run === null}
                onClick={() => setIsExporting(true)}
              >
                {findingsWords.export}
              </Button>
            </>
          }
        >
          <div ref={screen} className={classes['screen']} style={{ minHeight: height }}>
            {view?.isProvisional === true && (
              <ProvisionalNote
                hasEnded={goingId !== runId}
                isLoading={progress !== null}
                onReload={reload}
              />
            )}
            <LateNote workspace={workspace} />
            <div className={classes['tools']}>
              <SearchBox />
              <FilterMenu />
              <ColumnChooser columns={columns} onChoose={setColumns} />
              <SavedViewsMenu
                workspace={workspace}
                current={{
                  query,
                  sort: [...sort],
                  columns: [...columns],
                }}
                onApply={applyView}
              />
              <CopyMenu view={view} onCopyRows={copySelected} onCopyAll={copyAll} />
            </div>
            <QuickFilters />
            <ActiveFilters words={view?.words ?? ''} />
            {failure !== null && <FailureNote failure={failure} retry={reload} />}
            <div className={classes['body']}>
              <OpeningBar progress={progress} all={run?.findings ?? null} />
              {view === null ? (
                failure === null && <Loader m="auto" aria-label={findingsWords.loading} />
              ) : (
                <FindingsGrid
                  view={view}
                  columns={columns}
                  opened={opened.placed?.row ?? null}
                  onColumns={setColumns}
                  onOpen={opened.open}
                  onFocus={opened.follow}
                  onPlaced={opened.place}
                  onSelection={select}
                  onCopy={copySelected}
                  onLost={reopen}
                  handle={grid}
                  empty={<NoRows run={run} />}
                />
              )}
              {view !== null && opened.placed !== null && (
                <DetailPane
                  view={view}
                  placed={opened.placed}
                  canGoBack={opened.canGoBack}
                  takesFocus={opened.isByKey}
                  isCovered={triage.form !== null}
                  onClose={opened.close}
                  onStep={opened.step}
                />
              )}
            </div>
            <SelectionLine
              selected={selected}
              copying={copying}
              onCopy={copySelected}
              onClear={() => {
                triage.chooseAll(false);
                grid.current?.clearSelection();
              }}
            />
            <TriageBar workspace={workspace} selected={selected} total={view?.total ?? 0} />
          </div>
          <TriageDialog />
          {isExporting && view !== null && (
            <ExportDialog
              view={view}
              all={run?.findings ?? null}
              onClose={() => setIsExporting(false)}
            />
          )}
        </Page>
      </TriageProvider>
    </ShownFindingsProvider>
  );
}

/** What the filters and heads need to know, and their ways to change it. */
function useShown(
  { workspace, runId, shown, onShow }: RunFindingsProps,
  facets: ShownFindings['facets'],
): ShownFindings {
  const { query, sort } = shown;
  return useMemo(
    () => ({
      workspace,
      runId,
      query,
      sort,
      facets,
      change: (patch: FindingQuery, isTyping = false) =>
        onShow({ query: withoutEmpty({ ...query, ...patch }) }, { replace: isTyping }),
      clear: () => onShow({ query: {} }),
      sortBy: (next) => onShow({ sort: next }),
    }),
    [workspace, runId, query, sort, facets, onShow],
  );
}
