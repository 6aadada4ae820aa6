import type { SellerId, UserId } from '@haat/contracts/ids.ts';
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
    role: 'owner' | 'manager' | 'fulfilment' | 'finance';
    added_at: Generated<Date>;
  };
}

export type StoreRow = Selectable<SellerTables['stores']>;
