import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ConnectionReport } from '../core/model/connection-report.ts';
import { FAILURES } from './failure.ts';
import { inWorkspace, type WorkspaceDetails } from './workspaces.ts';

const token = z.string().max(10_000);
const command = oc.errors(FAILURES);

export const connection = {
  /** Keeps addresses and tokens; an absent token leaves the kept one, null forgets it. */
  save: command
    .input(
      inWorkspace.extend({
        raiseUrl: z.string().max(500),
        /** Null: this customer does not use CRM+. */
        crmUrl: z.string().max(500).nullable(),
        raiseToken: token.nullable().optional(),
        crmToken: token.nullable().optional(),
      }),
    )
    .output(type<WorkspaceDetails>()),
  /** Asks both products a few things with the kept tokens; nothing is stored but what the guard proved. */
  test: command.input(inWorkspace).output(type<ConnectionReport>()),
  /** The person says that both tokens belong to one nonprofit. */
  confirmSameOrganization: command.input(inWorkspace).output(type<WorkspaceDetails>()),
  /** The person says that CRM+ records refer to Raise this way. */
  confirmLinks: command
    .input(
      inWorkspace.extend({
        links: z
          .array(z.object({ source: z.string().max(100), prefix: z.string().max(100) }))
          .max(20),
      }),
    )
    .output(type<WorkspaceDetails>()),
};
