import type { DataSubject, PersonalDataSection } from '@haat/contracts/http/personal-data.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';

export async function exportPersonalData(
  { reviews }: Pick<CatalogDatabase, 'reviews'>,
  { userId }: DataSubject,
): Promise<PersonalDataSection[]> {
  const own = await reviews
    .find({ authorId: userId as UserId, withdrawn: { $ne: 'deleted' } })
    .sort({ _id: 1 })
    .toArray();
  const items = own.map(({ productId, stars, title, body, authorName, createdAt, editedAt }) => ({
    productId,
    stars,
    title,
    body,
    shownName: authorName,
    createdAt,
    ...(editedAt ? { editedAt } : {}),
  }));
  return [{ name: 'reviews', items }];
}
