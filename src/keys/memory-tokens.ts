import type { SecretFor } from '../core/model/kept-token.ts';
import type { OpenToken } from './vault.ts';

/** Tokens that end with this process: nothing of them is written anywhere. */
export class MemoryTokens {
  #tokens: readonly OpenToken[];

  constructor(tokens: readonly OpenToken[]) {
    this.#tokens = tokens;
  }

  /** All of them, to be kept elsewhere. */
  list(): readonly OpenToken[] {
    return this.#tokens;
  }

  find(workspace: string, product: SecretFor): string | null {
    return this.#tokens.find((one) => isOf(one, workspace, product))?.token ?? null;
  }

  put(token: OpenToken): void {
    this.remove(token.workspace, token.product);
    this.#tokens = [...this.#tokens, token];
  }

  remove(workspace: string, product?: SecretFor): void {
    this.#tokens = this.#tokens.filter((one) => !isOf(one, workspace, product));
  }
}

/** Whether something stands for this workspace, and this product if one is named. */
export function isOf(
  one: { readonly workspace: string; readonly product: SecretFor },
  workspace: string,
  product?: SecretFor,
): boolean {
  return one.workspace === workspace && (product === undefined || one.product === product);
}
