import type { OfferId, OrderId, ProductId, SellerId } from '@haat/contracts/ids.ts';
import type { Generated, Selectable } from 'kysely';

export type ReservationStatus = 'reserved' | 'committed' | 'released' | 'returned';

export interface InventoryTables {
  stock: {
    offer_id: OfferId;
    product_id: ProductId;
    seller_id: SellerId;
    sku: string;
    title: string;
    initial: number;
    restocked: Generated<number>;
    written_off: Generated<number>;
    available: number;
    reserved: Generated<number>;
    sold: Generated<number>;
    low_stock_at: Generated<number>;
    version: Generated<number>;
  };
  reservations: {
    order_id: OrderId;
    status: ReservationStatus;
    expires_at: Date;
    cancelled_at_version: number | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  reservation_lines: {
    order_id: OrderId;
    offer_id: OfferId;
    quantity: number;
    given_back: Generated<number>;
  };
  movements: {
    id: string;
    offer_id: OfferId;
    kind: 'opened' | 'restocked' | 'written_off' | 'reserved' | 'released' | 'sold' | 'returned';
    quantity: number;
    order_id: OrderId | null;
    note: string | null;
    at: Generated<Date>;
  };
}

export type StockRow = Selectable<InventoryTables['stock']>;
