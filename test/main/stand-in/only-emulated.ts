/** The object, with every member that it lacks throwing its own name: nothing passes for working that was not emulated. */
export function onlyEmulated<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get: (target, key) => {
      // Promises and tests ask any object for these.
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key, target);
      if (!(key in target)) throw new Error(`The stand-in does not emulate ${name}.${key}.`);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

/** An Electron event that can be prevented. */
export function preventable<T extends object>(
  facts: T,
): T & {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
} {
  let isPrevented = false;
  return Object.defineProperties(Object.assign(facts, { preventDefault: () => undefined }), {
    preventDefault: { value: () => (isPrevented = true) },
    defaultPrevented: { get: () => isPrevented },
  }) as T & { readonly defaultPrevented: boolean; preventDefault(): void };
}
