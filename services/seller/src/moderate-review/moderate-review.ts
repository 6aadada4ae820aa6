import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findReview, setHidden } from '../db/review-repository.ts';
import { lockStore, settleRating } from '../db/store-repository.ts';
import type { ReviewRow, SellerTables, StoreRow } from '../db/tables.ts';
import { SellerReviewNotFound } from '../domain/store.errors.ts';

/** @param reason null shows it again @throws seller-review.not-found */
export async function moderateReview(
  database: Database<SellerTables>,
  source: ActSource,
  id: string,
  reason: string | null,
): Promise<{ readonly review: ReviewRow; readonly store: StoreRow }> {
  return database.transaction(async (unit) => {
    const found = await findReview(unit.query, id);
    if (!found) throw SellerReviewNotFound();
    const store = await lockStore(unit.query, found.store_id);
    const review = await setHidden(unit.query, id, reason);
    if (!review) throw SellerReviewNotFound();
    await settleRating(unit, store.id);
    auditPrivilegedAct(unit, source, {
      action: reason === null ? 'seller-review.shown' : 'seller-review.hidden',
      subject: { type: 'seller-review', id },
      ...(reason === null ? {} : { reason }),
    });
    return { review, store };
  });
}
