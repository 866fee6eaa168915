/** What the bundler leaves in a module; the rest of its types would bring Node's along. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
