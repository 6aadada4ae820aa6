import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';

/** What was said of a product stays, and is nobody's any more: neither the name nor the account is kept with it. */
export const onUserErased = ({ reviews, purchases }: Pick<CatalogDatabase, 'reviews' | 'purchases'>) =>
  onEvent(UserErased, async (_scope: undefined, { payload }) => {
    const userId = payload.userId as UserId;
    await reviews.updateMany(
      { authorId: userId },
      { $set: { authorName: 'A former customer' }, $unset: { authorId: '', authorKey: '' } },
    );
    await purchases.deleteMany({ userId });
  });
