import { type Static, Type } from 'typebox';
import { Uuid } from './primitives.ts';
import { ProductCard } from './search.ts';

/** Many products in one request, each with its winning offer. */
export const ProductCardsBody = Type.Object(
  { productIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }) },
  { additionalProperties: false },
);
/** Unknown and withdrawn products, and those that nobody sells, are absent from the answer. */
export const ProductCards = Type.Object({ products: Type.Array(ProductCard) });
export type ProductCards = Static<typeof ProductCards>;
