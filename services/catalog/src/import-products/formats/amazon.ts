import { money } from '@haat/contracts/money.ts';
import { reject } from '../../domain/product-draft.ts';
import { type CsvRow, cut, type ImportFormat } from './format.ts';
import { readPrice } from './price.ts';

const TITLE_LENGTH = 300;
const HIGHLIGHTS = 8;
const CATEGORY_LEVELS = 3;
/** What the site's own pages leave in their texts. */
const BOILERPLATE = [
  /^make sure this fits by entering your model number\.?$/i,
  /^show up to 2 reviews by default\s*/i,
  /\(View shipping rates and policies\)/gi,
];

/** Product pages of a large shop, as a public data set has them. */
export const amazonFormat: ImportFormat = {
  name: 'amazon',
  recognizes: (header) =>
    ['Uniq Id', 'Product Name', 'Selling Price', 'Category'].every((name) => header.includes(name)),
  titleOf: (row) => cut(clean(row['Product Name']), TITLE_LENGTH),
  read(row, options) {
    const externalId = clean(row['Uniq Id']);
    const title = this.titleOf(row);
    if (externalId === '') return reject('import.id-missing', 'The row has no "Uniq Id".');
    if (title === '') return reject('import.title-missing', 'The row has no product name.');
    const named = parts(row.Category);
    const categoryPath = (named.length > 0 ? named : parts(options.defaultCategory)).slice(
      0,
      CATEGORY_LEVELS,
    );
    if (categoryPath.length === 0) return reject('import.category-missing', 'The row has no category.');
    const price = readPrice(row['Selling Price'] ?? '');
    if ('rejection' in price) return price;
    const highlights = parts(row['About Product']).slice(0, HIGHLIGHTS);
    return {
      draft: {
        externalId,
        gtin: null,
        title,
        brand: clean(row['Brand Name']) || null,
        categoryPath,
        description: clean(row['Technical Details']) || highlights.join(' ') || title,
        highlights,
        attributes: attributesOf(row),
        axis: null,
        variants: [
          {
            option: null,
            sku: (clean(row['Model Number']) || 'ITEM').slice(0, 40).concat(`-${externalId.slice(0, 8)}`),
            price: money(price.amount, options.currency),
            listPrice: null,
          },
        ],
        stock: options.defaultStock,
        dispatchDays: 2,
      },
    };
  },
};

function attributesOf(row: CsvRow): { name: string; value: string }[] {
  const fields: [string, string | undefined][] = [
    ['Model number', row['Model Number']],
    ['Shipping weight', row['Shipping Weight']],
    ['Dimensions', row['Product Dimensions']],
    ['Color', row.Color],
  ];
  const specification = parts(row['Product Specification']).flatMap((line): [string, string][] => {
    const [, name, value] = /^([A-Z][\w &/-]{2,40}):\s*(\S.{0,120})$/.exec(line) ?? [];
    return name && value && !/ASIN|rank|shipping/i.test(name) ? [[name, value]] : [];
  });
  const seen = new Set<string>();
  return [...fields, ...specification].flatMap(([name, raw]) => {
    const value = clean(raw).slice(0, 160);
    if (value === '' || seen.has(name.toLowerCase())) return [];
    seen.add(name.toLowerCase());
    return [{ name, value }];
  });
}

const parts = (text: string | undefined): string[] =>
  (text ?? '')
    .split('|')
    .map(clean)
    .filter((part) => part !== '');

const clean = (text: string | undefined): string =>
  BOILERPLATE.reduce(
    (left, pattern) => left.replace(pattern, ''),
    (text ?? '').replace(/\s+/g, ' ').trim(),
  ).trim();
