import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { MaskedToken } from '../core/model/kept-token.ts';
import { LIVE_FILTERS } from '../core/model/live-row.ts';
import type { ImportProgress } from '../core/model/live-import.ts';
import type {
  LiveSettingsPatch,
  LiveStatus,
  LiveSummary,
  ShownLiveRow,
} from '../core/model/live-status.ts';
import type { Product } from '../core/model/record-type.ts';
import type { PreparedSubscription, Subscription } from '../core/model/subscription.ts';
import { FAILURES, type FailureFacts } from './failure.ts';
import { findingId, triagePatch, type Decided } from './triage.ts';
import { inWorkspace } from './workspaces.ts';

const command = oc.errors(FAILURES);
const product = z.enum(['raise', 'crm']);

/** All that is known of a workspace's webhooks, and whether this program takes them. */
export interface LiveView {
  readonly status: LiveStatus;
  readonly isListeningHere: boolean;
  /** The port that this program listens on; null if it does not. */
  readonly port: number | null;
  readonly secrets: Readonly<Record<Product, MaskedToken>>;
  /** How reading one-sided gifts directly went last in this session; null if it was not done yet. */
  readonly confirmed: LiveConfirmed | null;
  /** Why the last delivery could not be stored or looked into; null if nothing went wrong. */
  readonly failure: FailureFacts | null;
}

export interface LiveConfirmed {
  readonly checked: number;
  readonly waiting: number;
  readonly failure: FailureFacts | null;
}

const rowsAfter = z.object({ lastMs: z.number().int(), key: z.number().int() });

export interface LiveBlock {
  readonly rows: readonly ShownLiveRow[];
  readonly next: z.infer<typeof rowsAfter> | null;
}

/** A subscription to be made, whose address is that of the person's own tunnel, or one to be deleted. */
const change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    product,
    url: z.string().max(500),
    name: z.string().trim().min(1).max(100),
    raiseEvents: z.array(z.number().int().min(1).max(999)).max(50).readonly(),
  }),
  z.object({ kind: z.literal('delete'), product, id: z.string().regex(/^\d{1,19}$/) }),
]);

/** Captured deliveries on their way in. */
export interface LiveImportEvent extends ImportProgress {
  readonly isDone: boolean;
}

/** The largest file that the page hands over: a transport takes it in one piece. */
export const MOST_IMPORT_BYTES = 24 * 1_048_576;

/** A file as every transport carries it. */
export interface CapturedFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

const capturedFile = z.custom<CapturedFile>(
  (value) => value instanceof File && value.size <= MOST_IMPORT_BYTES,
);

/** What a person may change; the engine merges it and parses the whole. */
const patch = z.custom<LiveSettingsPatch>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('paths' in value),
);

export interface RaiseEventNumber {
  readonly number: number;
  readonly label: string;
  readonly source: string;
}

export const live = {
  view: command.input(inWorkspace).output(type<LiveView>()),
  /** The view now and after each change, at most twice a second. */
  watch: command.input(inWorkspace).output(eventIterator(type<LiveView>())),
  start: command
    .input(inWorkspace.extend({ port: z.number().int().min(1).max(65_535).nullable() }))
    .output(type<LiveView>()),
  stop: command.input(inWorkspace).output(type<LiveView>()),
  /** Good from the next start on. */
  changeSettings: command.input(inWorkspace.extend({ patch })).output(type<LiveView>()),
  /** Keeps a product's secret in the key store; null draws a new one. No answer ever holds it. */
  keepSecret: command
    .input(inWorkspace.extend({ product, secret: z.string().max(8192).nullable() }))
    .output(type<LiveView>()),
  /** From the next start on nothing of this product is taken, unless it needs no proof. */
  forgetSecret: command.input(inWorkspace.extend({ product })).output(type<LiveView>()),
  rows: command
    .input(inWorkspace.extend({ filter: z.enum(LIVE_FILTERS), after: rowsAfter.nullable() }))
    .output(type<LiveBlock>()),
  /** What reading has found and no later audit has settled. */
  findings: command.input(inWorkspace).output(type<readonly ShownLiveRow[]>()),
  /** One step of triage over such findings; what is decided holds for every audit that has them. */
  decide: command
    .input(
      inWorkspace.extend({
        ids: z.array(findingId).min(1).max(500).readonly(),
        patch: triagePatch,
      }),
    )
    .output(type<Decided>()),
  /** What other pages tell of it. */
  summary: command.input(inWorkspace).output(type<LiveSummary>()),
  /** Takes captured deliveries, or an export of Raise's delivery log, while nobody listens. `product`: who sent bodies that don't tell it. */
  import: command
    .input(
      inWorkspace.extend({
        file: capturedFile,
        product: product.nullable(),
      }),
    )
    .output(eventIterator(type<LiveImportEvent>())),
  /** Reads late one-sided gifts directly now, within the share of the quota; while listening it is done every minute. */
  confirm: command.input(inWorkspace).output(type<LiveConfirmed>()),
  subscriptions: command.input(inWorkspace).output(type<readonly Subscription[]>()),
  /** The exact request, to be shown; sends nothing. */
  prepareSubscription: command
    .input(inWorkspace.extend({ change }))
    .output(type<PreparedSubscription>()),
  /** Sends what was shown; needs its digest. */
  sendSubscription: command
    .input(inWorkspace.extend({ change, digest: z.string().max(64) }))
    .output(type<{ readonly id: string | null }>()),
  /** Reads in Raise's delivery logs what its numbers of events mean. */
  learnEvents: command.input(inWorkspace).output(type<readonly RaiseEventNumber[]>()),
};
