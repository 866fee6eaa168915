import { createHash } from 'node:crypto';
import type { Product } from '../../model/record-type.ts';

/**
 * What a product's quota is known by where leases are kept: the same for the same token at the same address, and nothing that a token
 * could be made of again (tokens are long and random, so that no guess leads back).
 */
export function leaseKey(product: Product, origin: string, token: string): string {
  const text = JSON.stringify(['tieout lease', product, origin, token]);
  return `${product}:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
