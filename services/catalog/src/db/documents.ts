import type { Availability, Condition, Rating } from '@haat/contracts/http/catalog.ts';
import type { OfferId, ProductId, SellerId, UserId, VariantId } from '@haat/contracts/ids.ts';
import type { Money } from '@haat/contracts/money.ts';
import type { OutboxRow } from '@haat/platform/outbox/envelope.ts';

export interface CategoryDocument {
  readonly _id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** Name of the drawn symbol. */
  readonly symbol: string;
}

export interface OfferDocument {
  readonly id: OfferId;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly sellerSlug: string;
  readonly sku: string;
  /** Seller and SKU in one value, which a unique index guards. */
  readonly sellerSku: string;
  readonly price: Money;
  readonly listPrice: Money | null;
  readonly condition: Condition;
  readonly dispatchDays: number;
  readonly availability: Availability;
  /** Version of the stock that told it: what is older is dropped. */
  readonly availabilitySequence: number;
}

/**
 * A product with its variants and every seller's offer. One document, so that a change and the events that tell of
 * it are written in one step: MongoDB promises no more than that here.
 */
export interface ProductDocument {
  readonly _id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly brand: string | null;
  /** From the root to the product's own category. */
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly description: string;
  readonly highlights: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly art: string;
  readonly axes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly {
    readonly id: VariantId;
    readonly options: Readonly<Record<string, string>>;
  }[];
  readonly offers: readonly OfferDocument[];
  readonly rating: Rating;
  readonly ratingHistogram: readonly number[];
  readonly status: 'listed' | 'withdrawn';
  readonly listedAt: Date;
  /** The seller whose description it carries. */
  readonly listedBy: SellerId;
  /** Hash of each seller's draft, by seller: an import that brings the same again changes nothing. */
  readonly sources: Readonly<Record<string, string>>;
  readonly version: number;
  /** Not confirmed as consumed yet, oldest first. */
  readonly pendingEvents: readonly OutboxRow[];
  readonly outboxState?: 'pending' | 'published';
  readonly publishedAt?: Date;
}

export interface ReviewDocument {
  readonly _id: string;
  readonly productId: ProductId;
  readonly stars: number;
  readonly title: string;
  readonly body: string;
  readonly authorName: string;
  readonly verifiedPurchase: boolean;
  readonly createdAt: Date;
  /** Absent where the review came from elsewhere. */
  readonly authorId?: UserId;
  /** User and product in one value, which a unique index guards. */
  readonly authorKey?: string;
  readonly editedAt?: Date;
  /** Seen by nobody (deleted) or by the author and the staff only (hidden); counts for no rating. */
  readonly withdrawn?: 'hidden' | 'deleted';
  readonly hiddenReason?: string;
  /** Grows with each change. */
  readonly revision?: number;
  /** The product's rating may not show the last change yet. */
  readonly ratingState?: 'pending';
}

/** What a member of staff did; written before it is done, for there is no transaction over two documents. */
export interface ActDocument {
  readonly _id: string;
  readonly version: 1;
  readonly pendingEvents: readonly OutboxRow[];
  readonly outboxState?: 'pending' | 'published';
  readonly publishedAt?: Date;
}

/** A product that was delivered to a user. */
export interface PurchaseDocument {
  readonly _id: string;
  readonly userId: UserId;
  readonly productId: ProductId;
  readonly orderId: string;
  readonly deliveredAt: Date;
}

/** What buyers think of a seller, as the seller service tells it. */
export interface SellerDocument {
  readonly _id: SellerId;
  readonly rating: Rating;
  /** Of the event that told it: what is older is dropped. */
  readonly sequence: number;
}

export const purchaseId = (userId: UserId, productId: ProductId): string => `${userId}:${productId}`;
