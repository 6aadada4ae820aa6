import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Availability, CategoryId, Rating } from '../http/catalog.ts';
import { Instant, nullable, Slug, Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/**
 * The whole public state of a product after a change, offers included: a projection needs nothing else. The
 * sequence is the product's version.
 */
export const ProductChanged = defineEvent({
  name: 'catalog.product-changed',
  version: 1,
  schema: Type.Object({
    productId: Uuid,
    status: Type.Union([Type.Literal('listed'), Type.Literal('withdrawn')]),
    slug: Slug,
    title: Type.String(),
    brand: nullable(Type.String()),
    /** From the root to the product's own category. */
    categories: Type.Array(Type.Object({ id: CategoryId, name: Type.String() })),
    description: Type.String(),
    attributes: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
    imageUrl: Type.String(),
    variantCount: Type.Integer(),
    rating: Rating,
    listedAt: Instant,
    offers: Type.Array(
      Type.Object({
        offerId: Uuid,
        variantId: Uuid,
        sellerId: Uuid,
        sellerSlug: Slug,
        sellerName: Type.String(),
        price: Money,
        listPrice: nullable(Money),
        dispatchDays: Type.Integer(),
        availability: Availability,
      }),
    ),
  }),
  key: (payload) => payload.productId,
});
