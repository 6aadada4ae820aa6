import type { ReviewBody } from '@haat/contracts/http/review.ts';
import type { ProductId, UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { publicName } from '@haat/platform/privacy/public-name.ts';
import { type Filter, MongoServerError } from 'mongodb';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ReviewDocument } from './documents.ts';

const DUPLICATE_KEY = 11_000;
/** Seen by everybody and counted. */
export const SHOWN: Filter<ReviewDocument> = { withdrawn: { $exists: false } };
/** Ids are UUIDv7: their order is that of time. */
const NEWEST_FIRST = { _id: -1 } as const;

export interface ReviewRepository {
  /** @returns undefined when the user has reviewed the product already */
  insert(actor: UserActor, productId: ProductId, body: ReviewBody): Promise<ReviewDocument | undefined>;
  /** @returns undefined when the user has no such review */
  edit(actor: UserActor, id: string, body: ReviewBody): Promise<ReviewDocument | undefined>;
  /** The words go at once; what is left goes when the rating has been settled. */
  withdraw(actor: UserActor, id: string): Promise<ReviewDocument | undefined>;
  /** For staff. @param reason null shows it again */
  moderate(id: string, reason: string | null): Promise<ReviewDocument | undefined>;
  findOwn(actor: UserActor, productId: ProductId): Promise<ReviewDocument | undefined>;
  listOwn(actor: UserActor, limit: number, after: string | undefined): Promise<ReviewDocument[]>;
  reviewedProducts(actor: UserActor): Promise<ProductId[]>;
  /** For staff. */
  listAll(
    filter: { readonly hidden?: boolean; readonly productId?: string },
    limit: number,
    after: string | undefined,
  ): Promise<ReviewDocument[]>;
  /** How many of a product's shown reviews give each number of stars: index 0 is one star. */
  countStars(productId: ProductId): Promise<number[]>;
  /** Reviews whose change the product's rating may not show yet. */
  unsettled(limit: number): Promise<ReviewDocument[]>;
  /** The rating shows this state of the review. */
  settled(review: ReviewDocument): Promise<void>;
}

export function createReviewRepository({ reviews }: Pick<CatalogDatabase, 'reviews'>): ReviewRepository {
  const change = async (
    filter: Filter<ReviewDocument>,
    set: Partial<ReviewDocument>,
    unset: Partial<Record<keyof ReviewDocument, ''>> = {},
  ): Promise<ReviewDocument | undefined> =>
    (await reviews.findOneAndUpdate(
      filter,
      {
        $set: { ...set, ratingState: 'pending' },
        $inc: { revision: 1 },
        ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
      },
      { returnDocument: 'after' },
    )) ?? undefined;
  const ofAuthor = ({ userId }: UserActor, id: string): Filter<ReviewDocument> => ({
    _id: id,
    authorId: userId,
    withdrawn: { $ne: 'deleted' },
  });
  const page = (filter: Filter<ReviewDocument>, limit: number, after: string | undefined) =>
    reviews
      .find({ ...filter, ...(after === undefined ? {} : { _id: { $lt: after } }) })
      .sort(NEWEST_FIRST)
      .limit(limit)
      .toArray();

  return {
    async insert(actor, productId, body) {
      const review: ReviewDocument = {
        _id: uuidv7(),
        productId,
        ...body,
        authorId: actor.userId,
        authorKey: authorKey(actor.userId, productId),
        authorName: publicName(actor.name),
        verifiedPurchase: true,
        createdAt: new Date(),
        revision: 1,
        ratingState: 'pending',
      };
      try {
        await reviews.insertOne(review);
        return review;
      } catch (error) {
        if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return undefined;
        throw error;
      }
    },
    edit: (actor, id, body) => change(ofAuthor(actor, id), { ...body, editedAt: new Date() }),
    withdraw: (actor, id) =>
      change(
        ofAuthor(actor, id),
        { withdrawn: 'deleted', title: '', body: '' },
        // Free for another review of the same author.
        { authorKey: '', authorId: '', hiddenReason: '' },
      ),
    moderate: (id, reason) =>
      reason === null
        ? change({ _id: id, withdrawn: 'hidden' }, {}, { withdrawn: '', hiddenReason: '' })
        : change({ _id: id, withdrawn: { $ne: 'deleted' } }, { withdrawn: 'hidden', hiddenReason: reason }),
    findOwn: async ({ userId }, productId) =>
      (await reviews.findOne({ authorKey: authorKey(userId, productId) })) ?? undefined,
    listOwn: ({ userId }, limit, after) => page({ authorId: userId }, limit, after),
    async reviewedProducts({ userId }) {
      const own = await reviews.find({ authorId: userId }, { projection: { productId: 1 } }).toArray();
      return own.map((review) => review.productId);
    },
    listAll: ({ hidden, productId }, limit, after) =>
      page(
        {
          withdrawn: hidden === undefined ? { $ne: 'deleted' } : hidden ? 'hidden' : { $exists: false },
          ...(productId === undefined ? {} : { productId: productId as ProductId }),
        },
        limit,
        after,
      ),
    async countStars(productId) {
      const counts = await reviews
        .aggregate<{ _id: number; count: number }>([
          { $match: { productId, ...SHOWN } },
          { $group: { _id: '$stars', count: { $sum: 1 } } },
        ])
        .toArray();
      return [1, 2, 3, 4, 5].map((stars) => counts.find(({ _id }) => _id === stars)?.count ?? 0);
    },
    unsettled: (limit) => reviews.find({ ratingState: 'pending' }).limit(limit).toArray(),
    async settled({ _id, revision = 0, withdrawn }) {
      // Changed again meanwhile: that change settles itself.
      if (withdrawn === 'deleted') await reviews.deleteOne({ _id, revision });
      else await reviews.updateOne({ _id, revision }, { $unset: { ratingState: '' } });
    },
  };
}

/** One value for both, so that a unique index holds one review a user and product. */
const authorKey = (userId: UserId, productId: ProductId): string => `${userId}:${productId}`;
