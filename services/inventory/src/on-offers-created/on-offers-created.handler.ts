import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import type { OfferId, ProductId, SellerId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import { recordMovements } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';

/** Opens the stock of new offers. Their first availability is known to the catalogue: nothing to announce. */
export const onOffersCreated = onEvents(OffersCreated, async (unit: UnitOfWork<InventoryTables>, events) => {
  const rows = events.flatMap(({ payload }) =>
    payload.offers.map((offer) => ({
      offer_id: offer.offerId as OfferId,
      product_id: payload.productId as ProductId,
      seller_id: offer.sellerId as SellerId,
      sku: offer.sku,
      title: offer.title,
      initial: offer.initialQuantity,
      available: offer.initialQuantity,
    })),
  );
  if (rows.length === 0) return;
  // One text for any number of them, so that it is prepared once.
  const { rows: opened } = await sql<{ offer_id: OfferId; initial: number }>`
    insert into stock (offer_id, product_id, seller_id, sku, title, initial, available)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as offer (
      offer_id uuid, product_id uuid, seller_id uuid, sku text, title text, initial integer, available integer
    )
    on conflict (offer_id) do nothing
    returning offer_id, initial
  `.execute(unit.query);
  const stocked = opened.filter((row) => row.initial > 0);
  if (stocked.length === 0) return;
  await recordMovements(
    unit,
    'opened',
    stocked.map((row) => ({ offerId: row.offer_id, quantity: row.initial })),
    null,
  );
});
