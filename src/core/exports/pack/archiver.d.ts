/** The part of archiver 5 that we use; it brings no types. */
declare module 'archiver' {
  import type { Readable, Writable } from 'node:stream';

  interface EntryData {
    readonly name: string;
    readonly date: Date;
    readonly mode: number;
    /** As it is: for what is packed already. */
    readonly store?: boolean;
  }

  interface Archive extends Readable {
    append(source: Readable | Buffer | string, data: EntryData): this;
    finalize(): Promise<void>;
    abort(): this;
  }

  export default function archiver(
    format: 'zip',
    options: { readonly zlib: { readonly level: number }; readonly forceLocalTime?: boolean },
  ): Archive;
}
