import { PRODUCT_WORDS, type Product } from '../../core/model/record-type.ts';
import { formatNumber } from './format.ts';

/** Words of how a product's calls leave; the whole sentence of a state stands in core/model/pace-words.ts, for every host. */
export const paceWords = {
  /** In a word or two, beside a product's name. */
  kind: {
    running: 'Running',
    yielding: 'Yielding',
    waiting_for_quota: 'Waiting for quota',
    waiting_for_server: 'Waiting',
    offline: 'Offline',
    needs_sign_in: 'Token refused',
    paused: 'Paused',
  },
  /** What holds an audit back, without numbers: it is told when it changes. */
  standing: {
    yielding: (products: readonly Product[]) =>
      `Yielding to other integrations of ${listOf(products)}`,
    waiting_for_quota: (products: readonly Product[]) =>
      `Waiting for the hourly quota of ${listOf(products)}`,
    waiting_for_server: (products: readonly Product[]) => `Waiting, as ${listOf(products)} asked`,
    offline: (products: readonly Product[]) => `${listOf(products)} can’t be reached`,
    needs_sign_in: (products: readonly Product[]) => `${listOf(products)} refused the token`,
  },
  others: (others: number, used: number | null) =>
    used === null
      ? `Others made about ${formatNumber(others)} calls this hour.`
      : `${formatNumber(used)} used, of which others made about ${formatNumber(others)} this hour.`,
} as const;

/** "Raise", "Raise and CRM+" */
export function listOf(products: readonly Product[]): string {
  return products.map((product) => PRODUCT_WORDS[product]).join(' and ');
}
