import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../core/model/export-format.ts';
import { FAILURES } from './failure.ts';
import { runId } from './runs.ts';
import { inWorkspace } from './workspaces.ts';

/** A file on its way. A window's host asks where to put it; a browser tab takes it as a download. */
export type ExportEvent =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** The person closed the dialog. */
  | { readonly kind: 'declined' }
  | {
      readonly kind: 'saved';
      readonly fileId: string;
      readonly path: string;
      readonly rows: number;
    }
  | {
      readonly kind: 'ready';
      readonly fileId: string;
      readonly name: string;
      readonly bytes: number;
      readonly rows: number;
    };

const command = oc.errors(FAILURES);
const ofFile = z.object({ fileId: z.string().max(60) });

export const exports = {
  /** `viewId` writes exactly that view's findings; null the whole run. */
  write: command
    .input(
      inWorkspace.extend({
        runId,
        viewId: z.string().max(60).nullable(),
        /** "zip" is the hand-over pack. */
        format: z.enum(EXPORT_FORMATS),
        /** Without donor data; with it if not given. */
        isMasked: z.boolean().optional(),
      }),
    )
    .output(eventIterator(type<ExportEvent>())),
  /** The workbook of all customers but the demo; its rows are customers. It names no donor. */
  writeSummary: command.output(eventIterator(type<ExportEvent>())),
  /** The bytes of a `ready` file, once; it is deleted then. */
  take: command.input(ofFile).output(type<File>()),
  /** Shows a `saved` file in its folder. */
  reveal: command.input(ofFile).output(type<void>()),
};
