import {
  IconAudit,
  IconCalls,
  IconCheck,
  IconConnection,
  IconFindings,
  IconMoon,
  IconSettings,
  IconSun,
  IconSystem,
} from './icons.tsx';
import type { PageName } from './routes.ts';
import type { ThemeChoice } from './theme-choice.ts';

type Icon = () => React.ReactNode;

export const PAGE_ICONS: Readonly<Record<PageName, Icon>> = {
  audit: IconAudit,
  findings: IconFindings,
  check: IconCheck,
  connect: IconConnection,
  settings: IconSettings,
  calls: IconCalls,
};

export const THEME_ICONS: Readonly<Record<ThemeChoice, Icon>> = {
  light: IconSun,
  dark: IconMoon,
  system: IconSystem,
};
