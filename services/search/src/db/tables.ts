import type { OfferId, ProductId } from '@haat/contracts/ids.ts';

export interface SearchTables {
  documents: {
    product_id: ProductId;
    version: number;
    slug: string;
    title: string;
    brand: string | null;
    categories: string[];
    image_url: string;
    offer_id: OfferId;
    price: number;
    list_price: number | null;
    currency: string;
    seller_name: string;
    sellers: string[];
    offer_count: number;
    variant_count: number;
    rating_average: number;
    rating_count: number;
    in_stock: boolean;
    dispatch_days: number;
    listed_at: Date;
    vector: string;
  };
  withdrawn: { product_id: ProductId; version: number };
  category_names: { id: string; name: string };
  brand_names: { name: string };
  lexicon: { word: string };
}
