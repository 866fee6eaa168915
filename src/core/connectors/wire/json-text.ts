/**
 * A value that JSON.parse gave, as the JSON text that JSON.stringify makes of it. That one calls itself for each level and gives up some
 * thousands deep, where JSON.parse does not: one record of such brackets would end the whole audit.
 */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value ?? null);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepText(value);
  }
}

/** A piece of text to write, or a value that is still to be taken apart. */
type Task = string | { readonly value: unknown };

function deepText(value: unknown): string {
  const text: string[] = [];
  const tasks: Task[] = [{ value }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (typeof task === 'string') text.push(task);
    // What comes first must lie on top.
    else if (isNested(task.value))
      for (const part of partsOf(task.value).reverse()) tasks.push(part);
    else text.push(JSON.stringify(task.value));
  }
  return text.join('');
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function partsOf(value: object): Task[] {
  if (Array.isArray(value))
    return [
      '[',
      ...(value as unknown[]).flatMap((each, at) => [at > 0 ? ',' : '', { value: each }]),
      ']',
    ];
  const members = Object.entries(value);
  return [
    '{',
    ...members.flatMap(([name, each], at) => [
      `${at > 0 ? ',' : ''}${JSON.stringify(name)}:`,
      { value: each as unknown },
    ]),
    '}',
  ];
}
