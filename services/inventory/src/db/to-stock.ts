import type { Stock } from '@haat/contracts/http/inventory.ts';
import { availabilityOf } from '../domain/stock.ts';
import type { StockRow } from './tables.ts';

export const toStock = (row: StockRow): Stock => ({
  offerId: row.offer_id,
  productId: row.product_id,
  sku: row.sku,
  title: row.title,
  initial: row.initial,
  restocked: row.restocked,
  writtenOff: row.written_off,
  available: row.available,
  reserved: row.reserved,
  sold: row.sold,
  availability: availabilityOf(row.available, row.low_stock_at),
});
