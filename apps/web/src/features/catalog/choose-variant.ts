import type { Offer, ProductDetail, Variant } from '@haat/contracts/http/catalog.ts';

type Options = Readonly<Record<string, string>>;

/** The variant with exactly these options; a product without axes has one. */
export const variantOf = (variants: readonly Variant[], options: Options): Variant | undefined =>
  variants.find((variant) =>
    Object.entries(variant.options).every(([axis, value]) => options[axis] === value),
  );

/** Offers of a variant in the order of the catalogue: the first one is what "Add to cart" buys. */
export const offersOf = (product: ProductDetail, variant: Variant | undefined): readonly Offer[] =>
  variant ? product.offers.filter((offer) => offer.variantId === variant.id) : [];

/** The variant of the first offer that can be bought, so that the page opens on something to buy. */
export function firstOptions(product: ProductDetail): Options {
  const offer =
    product.offers.find((candidate) => candidate.availability !== 'out_of_stock') ?? product.offers[0];
  const variant = product.variants.find((candidate) => candidate.id === offer?.variantId);
  return (variant ?? product.variants[0])?.options ?? {};
}

/** Options after one value was picked; where that combination does not exist, the nearest one with the value. */
export function pickOption(product: ProductDetail, options: Options, axis: string, value: string): Options {
  const wanted = { ...options, [axis]: value };
  if (variantOf(product.variants, wanted)) return wanted;
  const agreeing = (variant: Variant) =>
    Object.entries(variant.options).filter(([name, option]) => wanted[name] === option).length;
  const nearest = product.variants
    .filter((variant) => variant.options[axis] === value)
    .toSorted((a, b) => agreeing(b) - agreeing(a))[0];
  return nearest?.options ?? options;
}
