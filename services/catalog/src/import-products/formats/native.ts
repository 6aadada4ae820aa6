import { money } from '@haat/contracts/money.ts';
import { reject } from '../../domain/product-draft.ts';
import { cut, type ImportFormat } from './format.ts';
import { readPrice } from './price.ts';

const TITLE_LENGTH = 300;
const GTIN = /^(\d{8}|\d{12,14})$/;
const MAX_VARIANTS = 100;

/**
 * Haat's own format, a product a row: id, title, category ("A > B"), price, and as wished brand, description,
 * highlights ("a|b"), attributes ("Colour=red|Weight=1 kg"), list_price, currency, stock, dispatch_days, axis with
 * variants ("S=19.90|L=24.90").
 */
export const nativeFormat: ImportFormat = {
  name: 'haat',
  recognizes: (header) => ['id', 'title', 'category', 'price'].every((name) => header.includes(name)),
  titleOf: (row) => cut((row.title ?? '').trim(), TITLE_LENGTH),
  read(row, options) {
    const externalId = (row.id ?? '').trim();
    const title = this.titleOf(row);
    if (externalId === '' || externalId.length > 100)
      return reject('import.id-missing', 'The row has no usable "id".');
    if (title === '') return reject('import.title-missing', 'The row has no title.');
    const gtin = (row.gtin ?? '').trim();
    if (gtin !== '' && !GTIN.test(gtin)) {
      return reject('import.gtin-invalid', `"${gtin.slice(0, 30)}" is not a GTIN of 8, 12, 13 or 14 digits.`);
    }
    const currency = (row.currency ?? '').trim() || options.currency;
    if (currency !== options.currency) {
      return reject(
        'import.currency-differs',
        `The marketplace sells in ${options.currency}, not in ${currency}.`,
      );
    }
    const categoryPath = ((row.category ?? '').trim() || (options.defaultCategory ?? ''))
      .split('>')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .slice(0, 3);
    if (categoryPath.length === 0) return reject('import.category-missing', 'The row has no category.');
    const stock = row.stock ? Number(row.stock) : options.defaultStock;
    if (!Number.isInteger(stock) || stock < 0 || stock > 10_000_000) {
      return reject('import.stock-invalid', `"${row.stock}" is not a number of units.`);
    }
    const listPrice = row.list_price ? readPrice(row.list_price) : undefined;
    if (listPrice && 'rejection' in listPrice) return listPrice;
    const choices = pairs(row.variants).slice(0, MAX_VARIANTS);
    const priced = (choices.length > 0 ? choices : [{ name: '', value: row.price ?? '' }]).map(
      ({ name, value }) => ({ name, price: readPrice(value) }),
    );
    const variants = [];
    for (const { name, price } of priced) {
      if ('rejection' in price) return price;
      variants.push({
        option: name || null,
        sku: name ? `${externalId}-${name}` : externalId,
        price: money(price.amount, currency),
        listPrice: listPrice && listPrice.amount > price.amount ? money(listPrice.amount, currency) : null,
      });
    }
    return {
      draft: {
        externalId,
        gtin: gtin || null,
        title,
        brand: (row.brand ?? '').trim() || null,
        categoryPath,
        description: (row.description ?? '').trim() || title,
        highlights: (row.highlights ?? '').split('|').filter((part) => part.trim() !== ''),
        attributes: pairs(row.attributes),
        axis: choices.length > 0 ? (row.axis ?? '').trim() || 'Option' : null,
        variants,
        stock,
        dispatchDays: Number(row.dispatch_days) || 2,
      },
    };
  },
};

/** "a=1|b=2" as pairs. */
function pairs(text: string | undefined): { name: string; value: string }[] {
  return (text ?? '').split('|').flatMap((part) => {
    const at = part.indexOf('=');
    if (at < 1) return [];
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    return name && value ? [{ name, value }] : [];
  });
}
