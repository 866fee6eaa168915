/** What the bundler makes of a pattern of files: each with what it holds. */
interface ImportMeta {
  glob<T>(
    patterns: readonly string[],
    options: { readonly eager: true; readonly import: 'default' },
  ): Readonly<Record<string, T>>;
}
