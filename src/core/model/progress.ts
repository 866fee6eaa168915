import type { Product } from './record-type.ts';
import type { StreamName } from './streams.ts';

export type Phase = 'connect' | 'capture' | 'match' | 'confirm' | 'classify' | 'save';

/** Facts about a run that goes on; listeners draw them. */
export type Progress =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | {
      readonly kind: 'stream';
      readonly stream: StreamName;
      readonly read: number;
      readonly advertised: number | null;
      readonly isEnd: boolean;
    }
  | { readonly kind: 'confirm'; readonly done: number; readonly total: number }
  | { readonly kind: 'calls'; readonly calls: Readonly<Record<Product, number>> }
  | { readonly kind: 'note'; readonly sentence: string };

export type ProgressListener = (progress: Progress) => void;
