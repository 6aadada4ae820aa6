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
}

export type StoreRow = Selectable<SellerTables['stores']>;
