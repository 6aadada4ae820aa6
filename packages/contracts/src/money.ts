import { type Static, Type } from 'typebox';

/** ISO 4217 code, upper case. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** An amount in the currency's minor unit (cents, paise). Never a fraction; JSON numbers are exact up to 2^53. */
export const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991 }),
    currency: Currency,
  },
  { additionalProperties: false },
);
export type Money = Static<typeof Money>;

export const money = (amount: number, currency: string): Money => ({ amount, currency });

/**
 * Splits an integer amount by weights so that the parts add up to it exactly (largest remainder, ties to the
 * earlier part). All weights zero: everything goes to the first part.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new RangeError('allocate needs at least one weight');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  // BigInt keeps amount × weight exact beyond 2^53.
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, whole: Number(product / BigInt(total)), remainder: product % BigInt(total) };
  });
  let left = amount - shares.reduce((sum, share) => sum + share.whole, 0);
  const parts = shares.map((share) => share.whole);
  const magnitude = (value: bigint) => (value < 0n ? -value : value);
  const byRemainder = [...shares].sort((a, b) => {
    const difference = magnitude(b.remainder) - magnitude(a.remainder);
    return difference === 0n ? a.index - b.index : difference > 0n ? 1 : -1;
  });
  const step = Math.sign(left);
  for (const share of byRemainder) {
    if (left === 0) break;
    parts[share.index] = (parts[share.index] ?? 0) + step;
    left -= step;
  }
  return parts;
}
