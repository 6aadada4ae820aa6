import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { ProductRepository } from '../db/product-repository.ts';

/** What is older than the offer knows is dropped: that makes a repetition harmless, too. */
export const onAvailabilityChanged = (products: ProductRepository) =>
  onEvent(AvailabilityChanged, async (_scope: undefined, { payload, sequence }) => {
    await products.change(payload.productId as ProductId, (product) => {
      const offer = product.offers.find((candidate) => candidate.id === payload.offerId);
      if (!offer || offer.availabilitySequence >= sequence) return undefined;
      return {
        offers: product.offers.map((candidate) =>
          candidate === offer
            ? { ...offer, availability: payload.availability, availabilitySequence: sequence }
            : candidate,
        ),
      };
    });
  });
