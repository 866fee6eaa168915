/**
 * The guide's chapters as the page shows them. The build reads them from the Markdown of docs/ (scripts/guide-chapters.mjs),
 * so the page has no parser and no way to take in HTML.
 */
export interface Chapter {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly id: string; readonly parts: Parts }
  | { readonly kind: 'paragraph'; readonly parts: Parts }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly Block[][] }
  | { readonly kind: 'table'; readonly head: readonly Parts[]; readonly rows: readonly Parts[][] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'picture';
      readonly words: string;
      readonly light: string;
      readonly dark: string;
    };

/** A text with what is marked in it. */
export type Parts = readonly Part[];
export type Part =
  | string
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: Parts }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly to: string; readonly parts: Parts };
