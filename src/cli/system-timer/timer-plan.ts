import { assertNever } from '../../core/model/record-type.ts';
import { cronPlan } from './cron.ts';
import { launchdPlan } from './launchd.ts';
import { systemdPlan } from './systemd.ts';
import type { TimerOrder, TimerPlan } from './timer-order.ts';
import { windowsPlan } from './windows.ts';

export const SYSTEMS = ['systemd', 'launchd', 'windows', 'cron'] as const;
export type System = (typeof SYSTEMS)[number];

export function timerPlan(system: System, order: TimerOrder): TimerPlan {
  switch (system) {
    case 'systemd':
      return systemdPlan(order);
    case 'launchd':
      return launchdPlan(order);
    case 'windows':
      return windowsPlan(order);
    case 'cron':
      return cronPlan(order);
    default:
      return assertNever(system);
  }
}

/** The usual one of a platform. */
export function systemOf(platform: NodeJS.Platform, hasSystemd: boolean): System {
  if (platform === 'darwin') return 'launchd';
  if (platform === 'win32') return 'windows';
  return hasSystemd ? 'systemd' : 'cron';
}
