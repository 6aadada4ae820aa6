import type { Wish } from '@haat/contracts/http/wishlist.ts';
import { formatMoney } from '../../shared/lib/money.ts';

/** What has become of the price since; undefined while it is the same, or not comparable. */
export function priceChange({
  priceWhenSaved,
  product,
}: Pick<Wish, 'priceWhenSaved' | 'product'>):
  | { readonly cheaper: boolean; readonly words: string }
  | undefined {
  if (!product || product.price.currency !== priceWhenSaved.currency) return undefined;
  const difference = product.price.amount - priceWhenSaved.amount;
  if (difference === 0) return undefined;
  const cheaper = difference < 0;
  const amount = formatMoney({ amount: Math.abs(difference), currency: product.price.currency });
  return { cheaper, words: `${amount} ${cheaper ? 'less' : 'more'} than when you saved it` };
}
