/** Statements to the shared store, one after another, over one connection. */
export interface StoreSession {
  /** Host, port and database: what may be shown. */
  readonly shown: string;
  /** `values` are parameters of the statement, which itself never holds a value. @throws Failure */
  readonly ask: (
    statement: string,
    values?: readonly unknown[],
  ) => Promise<Record<string, unknown>[]>;
  /** All of it or nothing. @throws Failure */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>;
}
