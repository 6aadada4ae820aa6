/** What the storefront's pages need in one request. Types mirror the REST contracts, field by field. */
export const schema = /* GraphQL */ `
  scalar JSON
  type Query {
    "Everything the front page shows."
    home: Home!
    "A product with its first reviews and what is like it; null when there is none."
    productPage(idOrSlug: String!): ProductPage
  }
  type Home {
    categories: [Category!]!
    deals: [ProductCard!]!
    newest: [ProductCard!]!
    topRated: [ProductCard!]!
    stores: [Store!]!
  }
  type ProductPage {
    product: ProductDetail!
    reviews: ReviewPage!
    related: [ProductCard!]!
  }
  type Money { amount: Int!  currency: String! }
  type Rating { average: Float!  count: Int! }
  type Image { url: String!  alt: String!  width: Int!  height: Int! }
  type Category { id: String!  name: String!  parentId: String  symbolUrl: String! }
  type Store { id: String!  slug: String!  name: String!  about: String!  city: String!  rating: Rating!  joinedAt: String! }
  type ProductCard {
    id: String!  slug: String!  title: String!  brand: String  categoryId: String!  imageUrl: String!
    offerId: String!  price: Money!  listPrice: Money  sellerName: String!  offerCount: Int!  variantCount: Int!
    rating: Rating!  inStock: Boolean!  dispatchDays: Int!
  }
  type Breadcrumb { id: String!  name: String! }
  type Attribute { name: String!  value: String! }
  type Axis { name: String!  values: [String!]! }
  type Variant { id: String!  options: JSON! }
  type Offer {
    id: String!  variantId: String!  sellerId: String!  sellerName: String!  sellerSlug: String!
    sellerRating: Rating!  sku: String!  price: Money!  listPrice: Money  condition: String!  dispatchDays: Int!
    availability: String!
  }
  type ProductDetail {
    id: String!  slug: String!  title: String!  brand: String  breadcrumbs: [Breadcrumb!]!  description: String!
    highlights: [String!]!  attributes: [Attribute!]!  images: [Image!]!  axes: [Axis!]!  variants: [Variant!]!
    offers: [Offer!]!  rating: Rating!  ratingHistogram: [Int!]!
  }
  type Review {
    id: String!  stars: Int!  title: String!  body: String!  authorName: String!  verifiedPurchase: Boolean!
    createdAt: String!
  }
  type ReviewPage { items: [Review!]!  nextCursor: String }
`;
