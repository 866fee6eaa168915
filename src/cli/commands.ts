import type { Command } from './command.ts';
import { alertsCommand } from './commands/alerts.ts';
import { auditCommand } from './commands/audit.ts';
import { checkCommand } from './commands/check.ts';
import { dailyCommand } from './commands/daily.ts';
import { demoCommand } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import { findingsCommand } from './commands/findings.ts';
import { keepCommand } from './commands/keep.ts';
import { planCommand } from './commands/plan.ts';
import { powerTestCommand } from './commands/power-test.ts';
import { publishCommand } from './commands/publish.ts';
import { recheckCommand } from './commands/recheck.ts';
import { rerunCommand } from './commands/rerun.ts';
import { runsCommand } from './commands/runs.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { serveCommand } from './commands/serve.ts';
import { verifyCommand } from './commands/verify.ts';
import { webhooksCommand } from './commands/webhooks.ts';

/** In the order in which help lists them. */
export const COMMANDS: readonly Command[] = [
  auditCommand,
  planCommand,
  recheckCommand,
  dailyCommand,
  scheduleCommand,
  alertsCommand,
  checkCommand,
  runsCommand,
  findingsCommand,
  exportCommand,
  publishCommand,
  rerunCommand,
  powerTestCommand,
  webhooksCommand,
  keepCommand,
  verifyCommand,
  serveCommand,
  sandboxCommand,
  demoCommand,
];
