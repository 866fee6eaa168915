import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight';
import { useEngine } from '../engine/engine-context.tsx';
import type { Engine } from '../engine/client.ts';
import { helpWords } from '../words/help.ts';
import { paletteWords } from '../words/palette.ts';
import { shellWords } from '../words/shell.ts';
import { triageWords } from '../words/triage.ts';
import { useCommands, type Commands } from './commands-context.ts';
import { navigate } from './guarded-location.ts';
import {
  IconAudit,
  IconCheck,
  IconDecisions,
  IconHelp,
  IconHome,
  IconKeyboard,
  IconPlus,
  IconRedo,
  IconRefresh,
  IconSchedule,
  IconSparkles,
  IconUndo,
} from './icons.tsx';
import { PAGE_ICONS, THEME_ICONS } from './named-icons.ts';
import { landingPath, PAGES, pathTo } from './routes.ts';
import { usePageCommands, type PageCommand } from './page-commands.ts';
import { goBack } from './triage/go-back.ts';
import { THEME_CHOICES, useThemeChoice } from './theme-choice.ts';
import { useRecheck } from './use-recheck.ts';
import { useRunBackstop } from './use-run-backstop.ts';
import { useWorkspaceName } from './workspace-name.ts';
import { WorkspaceMark } from './workspace-mark.tsx';
import { useWorkspaces } from './workspace-queries.ts';

/** What the palette offers now: pages and audits only inside a workspace. */
export function usePaletteActions(): SpotlightActionGroupData[] {
  const workspace = useWorkspaceName();
  const commands = useCommands();
  const recheck = useRecheck(workspace ?? '', null);
  const backstop = useRunBackstop(workspace ?? '');
  const engine = useEngine();
  const onPage = usePageCommands();
  const { choose } = useThemeChoice();
  const { data: workspaces = [] } = useWorkspaces();
  const { groups } = paletteWords;
  return [
    ...(workspace === null ? [] : [{ group: groups.pages, actions: pageActions(workspace) }]),
    ...(workspace === null
      ? []
      : [{ group: groups.decisions, actions: decisionActions(engine, workspace, onPage) }]),
    {
      group: groups.actions,
      actions: generalActions(workspace, commands, {
        recheck: recheck.mutate,
        runBackstop: backstop.mutate,
      }),
    },
    {
      group: groups.workspaces,
      actions: workspaces
        .filter(({ name }) => name !== workspace)
        .map((other) => ({
          id: `workspace ${other.name}`,
          label: paletteWords.switchTo(other.name),
          leftSection: <WorkspaceMark name={other.name} colour={other.colour} />,
          onClick: () => navigate(landingPath(other)),
        })),
    },
    {
      group: groups.look,
      actions: THEME_CHOICES.map((choice) => {
        const Icon = THEME_ICONS[choice];
        return {
          id: `look ${choice}`,
          label: paletteWords.look(shellWords.theme.choices[choice]),
          keywords: ['theme'],
          leftSection: <Icon />,
          onClick: () => choose(choice),
        };
      }),
    },
  ];
}

function pageActions(workspace: string): SpotlightActionData[] {
  return PAGES.filter((page) => page !== 'help').map((page) => {
    const Icon = PAGE_ICONS[page];
    return {
      id: `page ${page}`,
      label: paletteWords.goTo(shellWords.pages[page]),
      description: paletteWords.pageHints[page],
      leftSection: <Icon />,
      onClick: () => navigate(pathTo(workspace, page)),
    };
  });
}

function decisionActions(
  engine: Engine,
  workspace: string,
  onPage: readonly PageCommand[],
): SpotlightActionData[] {
  return [
    ...onPage.map(({ id, label, run }) => ({
      id,
      label,
      leftSection: <IconDecisions />,
      onClick: run,
    })),
    {
      id: 'undo decision',
      label: triageWords.palette.undo,
      leftSection: <IconUndo />,
      onClick: () => void goBack(engine, workspace, 'undo'),
    },
    {
      id: 'redo decision',
      label: triageWords.palette.redo,
      leftSection: <IconRedo />,
      onClick: () => void goBack(engine, workspace, 'redo'),
    },
  ];
}

function generalActions(
  workspace: string | null,
  commands: Commands,
  { recheck, runBackstop }: { readonly recheck: () => void; readonly runBackstop: () => void },
): SpotlightActionData[] {
  const inside: SpotlightActionData[] =
    workspace === null
      ? []
      : [
          {
            id: 'start audit',
            label: paletteWords.startAudit,
            leftSection: <IconAudit />,
            onClick: () => navigate(pathTo(workspace, 'audit')),
          },
          {
            id: 'recheck',
            label: paletteWords.recheck,
            leftSection: <IconRefresh />,
            onClick: () => recheck(),
          },
          {
            id: 'run backstop',
            label: paletteWords.runBackstop,
            leftSection: <IconSchedule />,
            onClick: () => runBackstop(),
          },
          {
            id: 'quick check',
            label: paletteWords.quickCheck,
            leftSection: <IconCheck />,
            onClick: () => navigate(pathTo(workspace, 'check')),
          },
        ];
  return [
    ...inside,
    {
      id: 'new workspace',
      label: paletteWords.newWorkspace,
      leftSection: <IconPlus />,
      onClick: commands.newWorkspace,
    },
    {
      id: 'open demo',
      label: paletteWords.openDemo,
      leftSection: <IconSparkles />,
      onClick: commands.openDemo,
    },
    {
      id: 'all workspaces',
      label: paletteWords.allWorkspaces,
      leftSection: <IconHome />,
      onClick: () => navigate('/'),
    },
    {
      id: 'help',
      label: helpWords.open,
      keywords: ['guide', 'manual', 'troubleshooting'],
      leftSection: <IconHelp />,
      onClick: commands.openHelp,
    },
    {
      id: 'shortcuts',
      label: paletteWords.shortcuts,
      leftSection: <IconKeyboard />,
      onClick: commands.showShortcuts,
    },
  ];
}
