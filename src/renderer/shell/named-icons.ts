import {
  IconAudit,
  IconCalls,
  IconCheck,
  IconConnection,
  IconDecisions,
  IconFindings,
  IconHelp,
  IconLive,
  IconMoon,
  IconOverview,
  IconSchedule,
  IconSettings,
  IconSun,
  IconSystem,
  IconTieOut,
} from './icons.tsx';
import type { PageName } from './routes.ts';
import type { ThemeChoice } from './theme-choice.ts';

type Icon = () => React.ReactNode;

export const PAGE_ICONS: Readonly<Record<PageName, Icon>> = {
  overview: IconOverview,
  audit: IconAudit,
  findings: IconFindings,
  'tie-out': IconTieOut,
  check: IconCheck,
  live: IconLive,
  schedule: IconSchedule,
  connect: IconConnection,
  settings: IconSettings,
  decisions: IconDecisions,
  calls: IconCalls,
  help: IconHelp,
};

export const THEME_ICONS: Readonly<Record<ThemeChoice, Icon>> = {
  light: IconSun,
  dark: IconMoon,
  system: IconSystem,
};
