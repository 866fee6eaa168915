import process from 'node:process';

/** What the test asks the stand-in, by name. */
const answers = new Map<string, (...args: never[]) => unknown>();

/** Lets the test ask something. */
export function answer(name: string, give: (...args: never[]) => unknown): void {
  answers.set(name, give);
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

process.on('message', (question: Question) => void give(question));
// The test has gone: so does the window.
process.on('disconnect', () => process.exit(1));

async function give({ id, name, args }: Question): Promise<void> {
  try {
    const known = answers.get(name);
    if (known === undefined) throw new Error(`nothing answers "${name}"`);
    const result = (await known(...(args as never[]))) ?? null;
    process.send?.({ id, result });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}
