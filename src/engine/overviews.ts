import type { Auditor } from '../core/auditor.ts';
import { isFailure } from '../core/model/failure.ts';
import type { WorkspaceOverview } from '../core/model/overview.ts';
import { settingsOf } from './customer-settings.ts';

/** Every workspace that can be read; one damaged file must not hide the other customers. */
export function overviewsOf(auditor: Auditor): WorkspaceOverview[] {
  return auditor.customers.list().flatMap((name) => {
    try {
      return [auditor.overview(name)];
    } catch (error) {
      if (isFailure(error, 'storage')) return [];
      throw error;
    }
  });
}

/** The figures that are given out: a demo is nobody's customer. */
export function measuredOverviews(auditor: Auditor): WorkspaceOverview[] {
  return overviewsOf(auditor).filter(({ workspace }) => !settingsOf(auditor, workspace).isDemo);
}
