import type { EventPayload } from '@haat/contracts/define-event.ts';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { type Kysely, sql } from 'kysely';
import type { SearchTables } from '../db/tables.ts';
import { titleWords } from '../domain/words.ts';

type Payload = EventPayload<typeof ProductChanged>;
interface Change {
  readonly payload: Payload;
  readonly sequence: number;
}

/** Brings the index up to date with a delivery's products; what is older than the index knows changes nothing. */
export const onProductChanged = onEvents(ProductChanged, async (unit: UnitOfWork<SearchTables>, events) => {
  const newest = newestByProduct(events);
  const shown = newest.filter(({ payload }) => payload.status === 'listed' && payload.offers.length > 0);
  const gone = newest.filter((change) => !shown.includes(change));
  if (gone.length > 0) await withdraw(unit.query, gone);
  if (shown.length > 0) await index(unit.query, shown);
});

function newestByProduct(events: readonly Change[]): Change[] {
  const newest = new Map<string, Change>();
  for (const event of events) {
    const known = newest.get(event.payload.productId);
    if (!known || known.sequence < event.sequence) newest.set(event.payload.productId, event);
  }
  return [...newest.values()];
}

async function withdraw(query: Kysely<SearchTables>, changes: readonly Change[]): Promise<void> {
  for (const { payload, sequence } of changes) {
    const productId = payload.productId as ProductId;
    await query
      .insertInto('withdrawn')
      .values({ product_id: productId, version: sequence })
      .onConflict((conflict) =>
        conflict
          .column('product_id')
          .doUpdateSet({ version: sql`greatest(withdrawn.version, excluded.version)` }),
      )
      .execute();
    await query
      .deleteFrom('documents')
      .where('product_id', '=', productId)
      .where('version', '<', sequence)
      .execute();
  }
}

async function index(query: Kysely<SearchTables>, changes: readonly Change[]): Promise<void> {
  const documents = changes.map(({ payload, sequence }) => toDocument(payload, sequence));
  await sql`
    insert into documents
    select d.product_id, d.version, d.slug, d.title, d.brand, d.categories, d.image_url, d.offer_id, d.price,
           d.list_price, d.currency, d.seller_name, d.sellers, d.offer_count, d.variant_count, d.rating_average,
           d.rating_count, d.in_stock, d.dispatch_days, d.listed_at,
           setweight(to_tsvector('english', unaccent(d.title)), 'A')
             || setweight(to_tsvector('english', unaccent(coalesce(d.brand, ''))), 'A')
             || setweight(to_tsvector('english', unaccent(d.category_text)), 'B')
             || setweight(to_tsvector('english', unaccent(d.attribute_text)), 'C')
             || setweight(to_tsvector('english', unaccent(d.description)), 'D')
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as d (
      product_id uuid, version bigint, slug text, title text, brand text, categories text[], image_url text,
      offer_id uuid, price bigint, list_price bigint, currency text, seller_name text, sellers text[],
      offer_count integer, variant_count integer, rating_average real, rating_count integer, in_stock boolean,
      dispatch_days integer, listed_at timestamptz, category_text text, attribute_text text, description text
    )
    where not exists (select from withdrawn w where w.product_id = d.product_id and w.version >= d.version)
    on conflict (product_id) do update set
      version = excluded.version, slug = excluded.slug, title = excluded.title, brand = excluded.brand,
      categories = excluded.categories, image_url = excluded.image_url, offer_id = excluded.offer_id,
      price = excluded.price, list_price = excluded.list_price, currency = excluded.currency,
      seller_name = excluded.seller_name, sellers = excluded.sellers, offer_count = excluded.offer_count,
      variant_count = excluded.variant_count, rating_average = excluded.rating_average,
      rating_count = excluded.rating_count, in_stock = excluded.in_stock, dispatch_days = excluded.dispatch_days,
      listed_at = excluded.listed_at, vector = excluded.vector
    where documents.version < excluded.version
  `.execute(query);
  await rememberNames(query, changes);
}

/** Names and words, each once; sorted, so that two consumers insert in one order. */
async function rememberNames(query: Kysely<SearchTables>, changes: readonly Change[]): Promise<void> {
  const categories = new Map(
    changes.flatMap(({ payload }) => payload.categories.map(({ id, name }) => [id, name] as const)),
  );
  const brands = new Set(changes.flatMap(({ payload }) => payload.brand ?? []));
  const words = new Set(
    changes.flatMap(({ payload }) => titleWords(`${payload.title} ${payload.brand ?? ''}`)),
  );
  const ids = [...categories.keys()].sort();
  await sql`
    with categories as (
      insert into category_names
      select * from unnest(${ids}::text[], ${ids.map((id) => categories.get(id))}::text[])
      on conflict (id) do nothing
    ), brands as (
      insert into brand_names select unnest(${[...brands].sort()}::text[]) on conflict (name) do nothing
    )
    insert into lexicon select unnest(${[...words].sort()}::text[]) on conflict (word) do nothing
  `.execute(query);
}

function toDocument(payload: Payload, version: number) {
  const offers = [...payload.offers].sort(
    (a, b) =>
      Number(a.availability === 'out_of_stock') - Number(b.availability === 'out_of_stock') ||
      a.price.amount - b.price.amount ||
      a.dispatchDays - b.dispatchDays ||
      (a.offerId < b.offerId ? -1 : 1),
  );
  const best = offers[0];
  return {
    product_id: payload.productId,
    version,
    slug: payload.slug,
    title: payload.title,
    brand: payload.brand,
    categories: payload.categories.map((category) => category.id),
    image_url: payload.imageUrl,
    offer_id: best?.offerId,
    price: best?.price.amount,
    list_price: best?.listPrice?.amount ?? null,
    currency: best?.price.currency,
    seller_name: best?.sellerName,
    sellers: [...new Set(offers.map((offer) => offer.sellerSlug))],
    offer_count: offers.length,
    variant_count: payload.variantCount,
    rating_average: payload.rating.average,
    rating_count: payload.rating.count,
    in_stock: best?.availability !== 'out_of_stock',
    dispatch_days: best?.dispatchDays,
    listed_at: payload.listedAt,
    category_text: payload.categories.map((category) => category.name).join(' '),
    attribute_text: payload.attributes.map(({ name, value }) => `${name} ${value}`).join(' '),
    description: payload.description,
  };
}
