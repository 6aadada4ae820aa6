/**
 * The catalogue that every product is measured over: two variants each, ten categories, twenty brands, the same on every
 * run. Prices in minor units.
 */
export const CATEGORIES = [
  'Mobiles',
  'Laptops',
  'Audio',
  'Cameras',
  'Wearables',
  'Kitchen',
  'Furniture',
  'Shoes',
  'Shirts',
  'Toys',
];
/** Search terms; each matches a slice of the catalogue. */
export const TERMS = [
  'wireless',
  'laptop',
  'camera',
  'acme',
  'portable',
  'sneaker',
  'smart',
  'kettle',
  'headphones',
  'silver',
  'nimbus',
  'boot',
];

const BRANDS = [
  'Acme',
  'Boltex',
  'Corvo',
  'Dynamo',
  'Everest',
  'Fusion',
  'Glint',
  'Halcyon',
  'Indigo',
  'Juno',
  'Kestrel',
  'Lumen',
  'Mirage',
  'Nimbus',
  'Orchid',
  'Pioneer',
  'Quartz',
  'Raven',
  'Solace',
  'Tundra',
];
const COLOURS = ['black', 'white', 'red', 'blue', 'green', 'grey', 'silver', 'gold'];
const NOUNS = [
  ['phone', 'handset'],
  ['laptop', 'notebook'],
  ['headphones', 'speaker'],
  ['camera', 'lens'],
  ['watch', 'tracker'],
  ['kettle', 'blender'],
  ['chair', 'table'],
  ['sneaker', 'boot'],
  ['shirt', 'tee'],
  ['puzzle', 'robot'],
];
const ADJECTIVES = [
  'wireless',
  'compact',
  'premium',
  'classic',
  'ultra',
  'smart',
  'slim',
  'rugged',
  'vivid',
  'everyday',
  'portable',
  'deluxe',
  'quiet',
  'bright',
  'rapid',
  'eco',
];
/** More than any run can buy: stock must not end a measurement. */
const STOCK = 1_000_000;

/** Products `from` (inclusive) to `to` (exclusive) in Haat's import format. */
export function catalogueCsv(from: number, to: number): string {
  const rows = ['id,title,brand,category,description,attributes,price,stock,axis,variants'];
  for (let index = from; index < to; index++) rows.push(row(index));
  return rows.join('\n');
}

function row(index: number): string {
  const category = index % CATEGORIES.length;
  const brand = BRANDS[(index * 7 + Math.floor(index / 20)) % BRANDS.length];
  const colour = COLOURS[(index * 3 + Math.floor(index / 8)) % COLOURS.length];
  const noun = NOUNS[category]?.[Math.floor(index / 10) % 2];
  const first = ADJECTIVES[(index * 5 + Math.floor(index / 16)) % ADJECTIVES.length];
  const second = ADJECTIVES[(index * 11 + 3 + Math.floor(index / 160)) % ADJECTIVES.length];
  const price = 19_900 + ((index * 7_919) % 500_000);
  const decimal = (cents: number) => (cents / 100).toFixed(2);
  return [
    `SKU-${String(index).padStart(6, '0')}`,
    `${brand} ${first} ${noun} ${colour} ${index}`,
    brand,
    CATEGORIES[category],
    `The ${first} ${second} ${noun} by ${brand} in ${colour}. Built for people who want a ${second} ${noun} that lasts, with a two year warranty, fast delivery and easy returns. Item number ${index}.`,
    `Colour=${colour}`,
    decimal(price),
    STOCK,
    'Size',
    `S=${decimal(price)}|L=${decimal(price + 5_000)}`,
  ]
    .map((value) => `"${value}"`)
    .join(',');
}
