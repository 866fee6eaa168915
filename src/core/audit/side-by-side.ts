/**
 * Does several works at once. The first failure stops the others, is told when all of them have ended, and is the one
 * that is told: nothing goes on calling or storing after it.
 */
export async function sideBySide(
  works: readonly ((signal: AbortSignal) => Promise<void>)[],
  signal?: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let first: unknown = null;
  const failed = (error: unknown): void => {
    first ??= error;
    stop.abort();
  };
  await Promise.all(works.map((work) => work(either).catch(failed)));
  if (first !== null) throw first;
}
