import type { OfferBatch, OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';

/** The catalogue's present word on offers. May be some seconds old: placing an order asks again. */
export interface OfferLookup {
  /** For showing them, at once: what nobody asked for in a while may be minutes old. Unknown or withdrawn offers are absent. */
  find(offerIds: readonly string[]): Promise<Map<string, OfferSnapshot>>;
  /** The same, and older than seconds only while the catalogue does not answer. */
  findFresh(offerIds: readonly string[]): Promise<Map<string, OfferSnapshot>>;
}

const FRESH_SECONDS = 10;
/** While the catalogue does not answer, carts go on with what was known. */
const GRACE_SECONDS = 600;
const PATIENCE_MS = 500;

export function createOfferLookup(catalog: ServiceClient, cache: Cache): OfferLookup {
  const fetchOffers = async (offerIds: string[]): Promise<OfferSnapshot[]> => {
    const { offers } = await catalog.call<OfferBatch>({
      method: 'POST',
      path: '/internal/offers/batch',
      body: { offerIds },
    });
    return offers;
  };
  const find = async (offerIds: readonly string[], patienceMs: number) => {
    if (offerIds.length === 0) return new Map<string, OfferSnapshot>();
    // What is not cached is asked for in one request, whoever of the parallel look-ups comes first.
    const batch = createBatch(fetchOffers);
    const found = await Promise.all(
      offerIds.map((id) =>
        cache.getOrSet<OfferSnapshot | null>(
          { key: `offer:${id}`, ttl: FRESH_SECONDS, grace: GRACE_SECONDS, patienceMs },
          () => batch(id),
        ),
      ),
    );
    return new Map(found.flatMap((offer) => (offer ? [[offer.offerId, offer]] : [])));
  };
  return {
    find: (offerIds) => find(offerIds, 0),
    findFresh: (offerIds) => find(offerIds, PATIENCE_MS),
  };
}

/** Gathers the ids asked for in one turn of the event loop into one call. */
function createBatch(fetchOffers: (ids: string[]) => Promise<OfferSnapshot[]>) {
  let pending: { ids: string[]; answer: Promise<Map<string, OfferSnapshot>> } | undefined;
  return async (id: string): Promise<OfferSnapshot | null> => {
    if (!pending) {
      const ids: string[] = [];
      const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        pending = undefined;
        const offers = await fetchOffers(ids);
        return new Map(offers.map((offer) => [offer.offerId, offer]));
      });
      pending = { ids, answer };
    }
    pending.ids.push(id);
    return (await pending.answer).get(id) ?? null;
  };
}
