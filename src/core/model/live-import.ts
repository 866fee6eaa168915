/** How far captured deliveries have been taken, or what came of it. */
export interface ImportProgress {
  /** Lines read, empty ones too. */
  readonly lines: number;
  readonly imported: number;
  /** Of the imported, those whose bodies were known. */
  readonly repeated: number;
  /** Lines that could not be read, by number from 1; the first hundred. */
  readonly bad: readonly { readonly line: number; readonly why: string }[];
  readonly badLines: number;
}
