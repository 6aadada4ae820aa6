import type { DataSubject, PersonalDataSection } from '@haat/contracts/http/personal-data.ts';
import { type Kysely, sql } from 'kysely';
import { addressKey } from '../db/invitation-repository.ts';
import type { SellerTables } from '../db/tables.ts';

export async function exportPersonalData(
  query: Kysely<SellerTables>,
  { userId, email }: DataSubject,
): Promise<PersonalDataSection[]> {
  const reviews = await sql<Record<string, unknown>>`
    select s.name as "store", r.stars, r.body, r.author_name as "shownName", r.created_at as "createdAt",
      r.edited_at as "editedAt", r.hidden_reason as "hiddenBecause"
    from store_reviews r join stores s on s.id = r.store_id where r.author_id = ${userId} order by r.id
  `.execute(query);
  const reports = await sql<Record<string, unknown>>`
    select s.name as "store", r.reason, r.body as "text", r.reported_at as "reportedAt"
    from store_reports r join stores s on s.id = r.store_id where r.reporter_id = ${userId} order by r.id
  `.execute(query);
  const memberships = await sql<Record<string, unknown>>`
    select s.name as "store", m.role, m.added_at as "addedAt"
    from store_members m join stores s on s.id = m.store_id
    where m.user_id = ${userId} and m.removed_at is null order by m.added_at
  `.execute(query);
  const invitations = await sql<Record<string, unknown>>`
    select s.name as "store", i.role, i.invited_at as "invitedAt"
    from store_invitations i join stores s on s.id = i.store_id
    where i.email = ${addressKey(email)} order by i.invited_at
  `.execute(query);
  return [
    { name: 'sellerReviews', items: reviews.rows },
    { name: 'shopReports', items: reports.rows },
    { name: 'storeMemberships', items: memberships.rows },
    { name: 'storeInvitations', items: invitations.rows },
  ];
}
