import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '../../../../contract/settings.ts';
import type { WorkspaceDetails } from '../../../../contract/workspaces.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { detailsKey, useWorkspaceDetails } from '../../../shell/workspace-queries.ts';
import { findingsWords } from '../../../words/findings.ts';
import { tell, tellFailure } from '../notice.ts';

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** Keeps a view under its name; one of the same name is replaced. */
  readonly save: (view: SavedView) => void;
  readonly remove: (name: string) => void;
  readonly isPending: boolean;
}

/** The views that are kept with a customer's settings. */
export function useSavedViews(workspace: string): SavedViews {
  const engine = useEngine();
  const queries = useQueryClient();
  const { data } = useWorkspaceDetails(workspace);
  const views: readonly SavedView[] = data?.settings.views ?? [];
  const change = useMutation({
    mutationFn: (next: readonly SavedView[]) =>
      engine.workspaces.changeSettings({ workspace, patch: { views: [...next] } }),
    onSuccess: (details) => queries.setQueryData(detailsKey(workspace), details),
    onError: (error) => tellFailure(failureOf(error).sentence),
  });
  /** As they are by now: an undo comes later than the list it was drawn with. */
  const newest = (): readonly SavedView[] =>
    queries.getQueryData<WorkspaceDetails>(detailsKey(workspace))?.settings.views ?? [];
  return {
    views,
    isPending: change.isPending,
    save: (view) =>
      change.mutate(withView(newest(), view), {
        onSuccess: () => tell(findingsWords.viewSaved(view.name)),
      }),
    remove: (name) => {
      const place = newest().findIndex((view) => view.name === name);
      const removed = newest()[place];
      if (removed === undefined) return;
      change.mutate(newest().toSpliced(place, 1), {
        onSuccess: () =>
          tellRemoved(name, () => change.mutate(newest().toSpliced(place, 0, removed))),
      });
    },
  };
}

function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const place = views.findIndex(({ name }) => name === view.name);
  return place < 0 ? [...views, view] : views.with(place, view);
}

function tellRemoved(name: string, onUndo: () => void): void {
  const id = `view-removed-${name}`;
  const undo = (): void => {
    notifications.hide(id);
    onUndo();
  };
  tell(
    <Group justify="space-between" wrap="nowrap">
      {findingsWords.viewDeleted(name)}
      <Button size="compact-sm" variant="default" onClick={undo}>
        {findingsWords.undo}
      </Button>
    </Group>,
    { id, autoClose: 10_000 },
  );
}
