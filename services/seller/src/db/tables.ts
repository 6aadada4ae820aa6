import type { ShopReportReason } from '@haat/contracts/http/shop-report.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import type { Generated, Selectable } from 'kysely';

export interface SellerTables {
  stores: {
    id: SellerId;
    slug: string;
    name: string;
    about: Generated<string>;
    city: Generated<string>;
    status: Generated<'open' | 'closed'>;
    /** PostgreSQL's numeric comes as text. */
    rating_average: Generated<string>;
    rating_count: Generated<number>;
    /** How many shown reviews give each number of stars: index 0 is one star. */
    rating_histogram: Generated<number[]>;
    returns_policy: Generated<string>;
    dispatch_policy: Generated<string>;
    version: Generated<number>;
    joined_at: Generated<Date>;
  };
  store_members: {
    store_id: SellerId;
    user_id: UserId;
    role: SellerRole;
    /** Null of those who were made members without an invitation. */
    email: Generated<string | null>;
    name: Generated<string | null>;
    added_at: Generated<Date>;
    removed_at: Generated<Date | null>;
  };
  store_invitations: {
    id: string;
    store_id: SellerId;
    /** In small letters. */
    email: string;
    role: SellerRole;
    invited_by: UserId;
    invited_at: Generated<Date>;
    expires_at: Date;
  };
  deliveries: {
    seller_order_id: string;
    order_id: string;
    store_id: SellerId;
    user_id: UserId;
    delivered_at: Date;
  };
  store_reviews: {
    id: string;
    store_id: SellerId;
    seller_order_id: string | null;
    author_id: UserId | null;
    author_name: string;
    stars: number;
    body: string;
    created_at: Generated<Date>;
    edited_at: Generated<Date | null>;
    /** Not null: hidden. */
    hidden_reason: Generated<string | null>;
    reply: Generated<string | null>;
    replied_at: Generated<Date | null>;
  };
  store_reports: {
    id: string;
    store_id: SellerId;
    reporter_id: UserId | null;
    reason: ShopReportReason;
    body: string;
    reported_at: Generated<Date>;
    resolved_at: Generated<Date | null>;
    resolved_by: Generated<UserId | null>;
    resolution: Generated<string | null>;
  };
}

export type StoreRow = Selectable<SellerTables['stores']>;
export type DeliveryRow = Selectable<SellerTables['deliveries']>;
export type ReviewRow = Selectable<SellerTables['store_reviews']>;
export type ReportRow = Selectable<SellerTables['store_reports']>;
