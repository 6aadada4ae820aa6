/** Branded identifiers: a plain string at run time, not interchangeable at compile time. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Branded<'UserId'>;
export type SellerId = Branded<'SellerId'>;
export type ProductId = Branded<'ProductId'>;
export type VariantId = Branded<'VariantId'>;
export type OfferId = Branded<'OfferId'>;
export type CartId = Branded<'CartId'>;
export type QuoteId = Branded<'QuoteId'>;
export type OrderId = Branded<'OrderId'>;
export type SellerOrderId = Branded<'SellerOrderId'>;
export type PaymentId = Branded<'PaymentId'>;
