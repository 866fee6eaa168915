import type { WorkspaceSettings } from '../contract/settings.ts';
import type { AlertChoice, Auditor, AuditRequest, DeliveryPorts } from '../core/auditor.ts';
import { RECORD_TYPES } from '../core/model/record-type.ts';
import type { BackstopRules } from '../core/model/schedule.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { settingsOf } from './customer-settings.ts';
import { requestForAll } from './run-request.ts';

/** The customer's zone: as somebody named it, else as the last run learned it of the organization, else this machine's. */
export function zoneOf(auditor: Auditor, workspace: string, settings: WorkspaceSettings): string {
  if (settings.timeZone !== null) return settings.timeZone;
  const learned = auditor.newestRun(workspace, 'finished')?.facts?.parameters;
  return learned?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** By which rules and how a workspace's backstop runs. */
export function backstopChoice(
  auditor: Auditor,
  workspace: string,
): { readonly rules: BackstopRules; readonly request: AuditRequest } {
  const settings = settingsOf(auditor, workspace);
  const { schedule, lagHours } = settings;
  const records = schedule.kind === 'off' ? RECORD_TYPES : schedule.records;
  const timeZone = zoneOf(auditor, workspace, settings);
  return { rules: { schedule, timeZone, lagHours }, request: requestForAll(records, settings) };
}

/** What is told of a workspace and to whom, as its settings say. */
export function alertChoice(auditor: Auditor, workspace: string): AlertChoice {
  const settings = settingsOf(auditor, workspace);
  return {
    rules: settings.alertRules,
    sinks: settings.sinks,
    quiet: settings.quietHours,
    timeZone: zoneOf(auditor, workspace, settings),
  };
}

/** By what alerts leave: secrets of sinks from the key store, notices by the host. */
export function deliveryPorts(
  keys: Pick<KeyStore, 'token'>,
  workspace: string,
  notify: DeliveryPorts['notify'],
): DeliveryPorts {
  return {
    notify,
    secretOf: async (sink) => {
      const kept = await keys.token(workspace, `alert:${sink}`);
      return kept === null ? null : Buffer.from(kept, 'base64url').toString('utf8');
    },
  };
}

/** A secret as the key store takes it: it keeps nothing with spaces or other letters. */
export function sealable(secret: string): string {
  return Buffer.from(secret, 'utf8').toString('base64url');
}
