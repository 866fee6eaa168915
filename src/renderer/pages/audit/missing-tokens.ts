import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { PageName } from '../../shell/routes.ts';
import { auditWords } from '../../words/audit.ts';

/** What keeps Tieout from reading at all, and where it is put right; null if nothing does. */
export function missingTokens({ isDemo, settings, tokens }: WorkspaceDetails): {
  readonly sentence: string;
  readonly page: PageName;
  readonly action: string;
} | null {
  // The simulated products bring their own.
  if (isDemo) return null;
  const needed = settings.crmUrl === null ? (['raise'] as const) : (['raise', 'crm'] as const);
  const absent = needed.filter((product) => tokens[product].state === 'absent');
  if (absent.length > 0)
    return {
      sentence: auditWords.needsToken(absent),
      page: 'connect',
      action: auditWords.openConnection,
    };
  return needed.some((product) => tokens[product].state === 'locked')
    ? { sentence: auditWords.lockedToken, page: 'settings', action: auditWords.openSettings }
    : null;
}
