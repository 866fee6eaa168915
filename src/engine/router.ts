import { alertCommands } from './commands/alerts.ts';
import { appCommands, callCommands, keyCommands } from './commands/app.ts';
import { connectionCommands } from './commands/connection.ts';
import { exportCommands } from './commands/exports.ts';
import { findingCommands } from './commands/findings.ts';
import { liveCommands } from './commands/live.ts';
import { metricsCommands } from './commands/metrics.ts';
import { runCommands } from './commands/runs.ts';
import { scheduleCommands } from './commands/schedule.ts';
import { tieOutCommands } from './commands/tie-out.ts';
import { triageCommands } from './commands/triage.ts';
import { workspaceCommands } from './commands/workspaces.ts';
import { answers, type EngineParts } from './parts.ts';

/** The whole contract, answered. Every transport serves this one router. */
export function createRouter(parts: EngineParts) {
  return answers.router({
    app: appCommands(parts),
    keys: keyCommands(parts),
    workspaces: workspaceCommands(parts),
    connection: connectionCommands(parts),
    runs: runCommands(parts),
    live: liveCommands(parts),
    findings: findingCommands(parts),
    tieOut: tieOutCommands(parts),
    triage: triageCommands(parts),
    exports: exportCommands(parts),
    schedule: scheduleCommands(parts),
    alerts: alertCommands(parts),
    metrics: metricsCommands(parts),
    calls: callCommands(parts),
  });
}
