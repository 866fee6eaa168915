import { app, calls, keys } from './app.ts';
import { connection } from './connection.ts';
import { exports } from './exports.ts';
import { findings } from './findings.ts';
import { live } from './live.ts';
import { alerts, metrics, schedule } from './operations.ts';
import { runs } from './runs.ts';
import { tieOut } from './tie-out.ts';
import { triage } from './triage.ts';
import { workspaces } from './workspaces.ts';

/** Everything a page can ask of the engine; both ends are typed from it. */
export const contract = {
  app,
  keys,
  workspaces,
  connection,
  runs,
  live,
  findings,
  tieOut,
  triage,
  exports,
  schedule,
  alerts,
  metrics,
  calls,
};
export type Contract = typeof contract;
