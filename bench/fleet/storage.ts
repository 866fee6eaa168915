import { dayOf, SIZES, sweepOf, type Size } from './work.ts';

/** Bytes that a finding takes, measured: docs/decisions/0014. */
const BYTES = { ofFindingInWorkspace: 840, ofFindingInStore: 335, ofRunInStore: 12_000 } as const;

export interface Keeping {
  readonly days: number;
  /** For so long what runs read is kept. */
  readonly pagesDays: number;
  /** For so long the shared store keeps runs (tieout.forget_before). */
  readonly storeDays: number;
  readonly sweepEveryDays: number;
}

/** What lies on disks after some days, in GB. */
export function storageOf(
  sizes: Readonly<Record<Size, number>>,
  { days, pagesDays, storeDays, sweepEveryDays }: Keeping,
): { readonly pagesGb: number; readonly workspacesGb: number; readonly storeGb: number } {
  let [pages, workspaces, store] = [0, 0, 0];
  for (const size of Object.keys(SIZES) as Size[]) {
    const [day, sweep] = [dayOf(size), sweepOf(size)];
    const count = sizes[size];
    const kept = Math.min(days, pagesDays);
    // The newest sweep's pages stay whatever the rule says while open findings rest on them.
    const sweepsKept = Math.max(1, kept / sweepEveryDays);
    pages += count * (kept * day.pagesMb + sweepsKept * sweep.pagesMb) * 1e6;
    const findingsIn = (over: number): number =>
      count * over * (day.findings + sweep.findings / sweepEveryDays);
    workspaces += findingsIn(days) * BYTES.ofFindingInWorkspace;
    const inStore = Math.min(days, storeDays);
    store += findingsIn(inStore) * BYTES.ofFindingInStore;
    store += count * inStore * (1 + 1 / sweepEveryDays) * BYTES.ofRunInStore;
  }
  return { pagesGb: pages / 1e9, workspacesGb: workspaces / 1e9, storeGb: store / 1e9 };
}
