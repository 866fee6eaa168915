/** Tells what a piece of work says of itself while it goes on, then its result. Only the newest untold fact is kept. */
export async function* streamWithProgress<T>(
  work: (tell: (fact: T) => void) => Promise<T>,
): AsyncGenerator<T, void, void> {
  let newest: { readonly fact: T } | null = null;
  let wake: () => void = () => undefined;
  const result = work((fact) => {
    newest = { fact };
    wake();
  });
  const ended = result.then(
    () => true,
    () => true,
  );
  for (;;) {
    const told = new Promise<boolean>((resolve) => {
      wake = () => resolve(false);
    });
    const isDone = await Promise.race([ended, newest === null ? told : false]);
    if (isDone) break;
    const waiting = newest as { readonly fact: T } | null;
    newest = null;
    if (waiting !== null) yield waiting.fact;
  }
  yield await result;
}
