import { DEMO_STORES } from './demo-accounts.ts';
import { DEMO_CATEGORIES, type DemoArticle, type DemoCategory } from './demo-catalogue.ts';
import { createRandom, type Random } from './random.ts';

/** A row of Haat's own import format. */
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const COLUMNS = [
  'id',
  'gtin',
  'title',
  'brand',
  'category',
  'description',
  'highlights',
  'attributes',
  'price',
  'list_price',
  'stock',
  'dispatch_days',
  'axis',
  'variants',
] as const;

/** The demo catalogue as each store's CSV, the same on every machine. */
export function demoProductFiles(): Map<string, string> {
  const random = createRandom(20_26);
  const rows = new Map<string, Row[]>(DEMO_STORES.map((store) => [store.slug, []]));
  let number = 0;
  for (const category of DEMO_CATEGORIES) {
    for (const article of category.articles) {
      for (const [index, line] of category.lines.entries()) {
        number++;
        const brand =
          category.brands[(index + category.articles.indexOf(article)) % category.brands.length] ?? '';
        const row = productRow({ category, article, brand, line, number, random });
        rows.get(category.store)?.push(row);
        // Every third article has a second seller, a little dearer or cheaper.
        if (number % 3 === 0) rows.get(category.rival)?.push(rivalRow(row, category.rival, random));
      }
    }
  }
  return new Map([...rows].map(([store, lines]) => [store, toCsv(lines)]));
}

function productRow(input: {
  category: DemoCategory;
  article: DemoArticle;
  brand: string;
  line: string;
  number: number;
  random: Random;
}): Row {
  const { category, article, brand, line, number, random } = input;
  const price = Math.round((article.price * (0.8 + random.next() * 0.5)) / 100) * 100 - 1;
  const discounted = random.next() < 0.4;
  const id = `D-${String(number).padStart(4, '0')}`;
  const options = category.variants?.options ?? [];
  const store = DEMO_STORES.find((each) => each.slug === category.store);
  const days = store?.dispatchDays ?? 2;
  const [first = '', second = '', third = ''] = article.points;
  return {
    id,
    gtin: `20260000${String(number).padStart(5, '0')}`,
    title: `${brand} ${line} ${article.noun}`,
    brand,
    category: category.path,
    description: `${brand} ${line} ${article.noun}. ${first}. ${second}, and ${third.charAt(0).toLowerCase()}${third.slice(1)}. Chosen by ${store?.name ?? 'us'} in ${store?.city ?? 'the market'}, packed with paper and sent within ${days === 1 ? 'one working day' : `${days} working days`}.`,
    highlights: article.points.join('|'),
    attributes: [
      `${category.attribute.name}=${random.pick(category.attribute.values)}`,
      `Model=${line} ${2022 + random.integer(5)}`,
      'Returns=30 days',
    ].join('|'),
    price: decimal(price),
    list_price: discounted
      ? decimal(Math.round((price * (1.15 + random.next() * 0.35)) / 100) * 100 - 1)
      : '',
    // A few are nearly gone and a few are sold out, so that the shop shows how that looks.
    stock: String(number % 41 === 0 ? 0 : number % 23 === 0 ? 3 : 20 + random.integer(180)),
    dispatch_days: String(days),
    axis: category.variants?.axis ?? '',
    variants: options.map((option) => `${option}=${decimal(price)}`).join('|'),
  };
}

function rivalRow(row: Row, rival: string, random: Random): Row {
  const factor = 0.95 + random.next() * 0.15;
  const price = decimal(Math.round((Number(row.price) * 100 * factor) / 100) * 100 - 1);
  return {
    ...row,
    price,
    list_price: '',
    stock: String(5 + random.integer(60)),
    dispatch_days: String(DEMO_STORES.find((store) => store.slug === rival)?.dispatchDays ?? 2),
    variants: row.variants
      .split('|')
      .filter(Boolean)
      .map((variant) => `${variant.split('=')[0]}=${price}`)
      .join('|'),
  };
}

const decimal = (cents: number): string => (cents / 100).toFixed(2);

const toCsv = (rows: readonly Row[]): string =>
  [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => quote(row[column])).join(','))].join('\n');

const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
