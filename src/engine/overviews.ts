import type { Auditor } from '../core/auditor.ts';
import { isFailure } from '../core/model/failure.ts';
import type { WorkspaceOverview } from '../core/model/overview.ts';
import { settingsOf } from './customer-settings.ts';

/** The figures that are given out: a demo is nobody's customer. One damaged file must not hide the other customers. */
export function measuredOverviews(auditor: Auditor): WorkspaceOverview[] {
  return auditor.customers.list().flatMap((name) => {
    try {
      return settingsOf(auditor, name).isDemo ? [] : [auditor.overview(name)];
    } catch (error) {
      if (isFailure(error, 'storage')) return [];
      throw error;
    }
  });
}
