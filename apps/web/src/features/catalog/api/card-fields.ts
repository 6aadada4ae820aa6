/** A ProductCard, whole. */
export const CARD_FIELDS = `id slug title brand categoryId imageUrl offerId
  price { amount currency } listPrice { amount currency }
  sellerName offerCount variantCount rating { average count } inStock dispatchDays`;
