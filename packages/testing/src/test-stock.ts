import { randomUUID } from 'node:crypto';
import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import type { TestServices } from './test-services.ts';

export interface TestStock {
  readonly offerId: string;
  readonly productId: string;
  readonly sellerId: string;
}

/** Opens a stock as the catalogue makes inventory open one. */
export async function openStock(
  services: TestServices,
  units: number,
  sellerId: string = randomUUID(),
): Promise<TestStock> {
  const stock = { offerId: randomUUID(), productId: randomUUID(), sellerId };
  await services.publish(OffersCreated, {
    productId: stock.productId,
    offers: [
      {
        offerId: stock.offerId,
        sellerId,
        sku: `SKU-${stock.offerId}`,
        title: 'Lamp',
        initialQuantity: units,
      },
    ],
  });
  await services.drained('inventory');
  return stock;
}
