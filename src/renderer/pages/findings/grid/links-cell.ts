import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { PRODUCT_WORDS, type Product } from '../../../../core/model/record-type.ts';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { findingsWords } from '../../../words/findings.ts';
import { safeAddress } from '../detail/safe-address.ts';
import classes from './grid.module.css';

/** Links into both admin pages. Plain DOM: a component for each of the rows that fly past would cost. */
export class LinksCell implements ICellRendererComp<FindingRow> {
  readonly #gui = document.createElement('span');

  init(params: ICellRendererParams<FindingRow>): void {
    this.refresh(params);
  }

  getGui(): HTMLElement {
    return this.#gui;
  }

  refresh({ data }: ICellRendererParams<FindingRow>): boolean {
    this.#gui.replaceChildren(
      ...anchor('raise', data?.raiseUrl ?? null),
      ...anchor('crm', data?.crmUrl ?? null),
    );
    return true;
  }
}

function anchor(product: Product, url: string | null): readonly HTMLElement[] {
  const href = safeAddress(url);
  if (href === null) return [];
  const link = document.createElement('a');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noreferrer';
  // Reached through the drawer by keyboard; here only the grid's own cells take the focus.
  link.tabIndex = -1;
  link.className = classes['link'] ?? '';
  link.textContent = PRODUCT_WORDS[product];
  link.title = findingsWords.open(PRODUCT_WORDS[product]);
  return [link];
}
