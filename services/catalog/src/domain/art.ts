/** A product's drawn picture: symbol and variant, e.g. "teddy-bear.3". */
export const artUrl = (art: string): string => `/v1/media/art/${art}.svg`;

export const PALETTES = 12;

/** @param seed anything stable of the product, so that its picture stays the same */
export function artOf(symbol: string, seed: string): string {
  let hash = 7;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return `${symbol}.${hash % PALETTES}`;
}
