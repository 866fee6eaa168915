/** Work that pauses between its steps, so that whoever runs it may do something else, or stop it, there. */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function runThrough<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
