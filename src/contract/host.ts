import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../core/model/export-format.ts';
import { FAILURES } from './failure.ts';

/** The few things only a window's main process can do; the engine asks, main answers. Bytes travel as base64. */
const command = oc.errors(FAILURES);

export const hostContract = {
  /** Null if the person closed the dialog. */
  chooseFile: command
    .input(z.object({ suggestedName: z.string().max(200), format: z.enum(EXPORT_FORMATS) }))
    .output(type<string | null>()),
  /** A notification of the system's. */
  notify: command
    .input(z.object({ title: z.string().max(500), text: z.string().max(20_000) }))
    .output(type<void>()),
  reveal: command.input(z.object({ path: z.string().max(4096) })).output(type<void>()),
  keychain: command.output(type<{ readonly name: string; readonly refusal: string | null }>()),
  wrapKey: command.input(z.object({ key: z.string().max(200) })).output(type<string>()),
  unwrapKey: command.input(z.object({ wrapped: z.string().max(10_000) })).output(type<string>()),
};
