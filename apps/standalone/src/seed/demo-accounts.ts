/** Everybody may know these: they exist only in a demo marketplace. */
export const DEMO_PASSWORD = 'haat-demo-2026';

export const DEMO_ACCOUNTS = {
  customer: { email: 'customer@haat.example', name: 'Meera Nair', roles: ['customer'] },
  admin: { email: 'admin@haat.example', name: 'Ada Okafor', roles: ['customer', 'admin'] },
} as const;

/** What the first demo store writes on its shop page. */
export const DEMO_POLICIES = {
  returns:
    'Thirty days, as everywhere on Haat. Ear pads and ear tips are replaced free of charge if they come back unused.\n\nKeep the box: it is the best parcel for the way back.',
  dispatch:
    'Ordered by noon on a working day, it leaves the same day; everything else the next. Speakers travel in double boxes.',
};

export interface DemoStore {
  readonly slug: string;
  readonly name: string;
  readonly about: string;
  readonly city: string;
  readonly owner: { readonly email: string; readonly name: string };
  readonly dispatchDays: number;
}

const store = (
  slug: string,
  name: string,
  city: string,
  owner: string,
  dispatchDays: number,
  about: string,
): DemoStore => ({
  slug,
  name,
  about,
  city,
  dispatchDays,
  owner: { email: slug === 'northwind-audio' ? 'seller@haat.example' : `${slug}@haat.example`, name: owner },
});

export const DEMO_STORES: readonly DemoStore[] = [
  store(
    'northwind-audio',
    'Northwind Audio',
    'Portland',
    'Sam Whitaker',
    1,
    'Headphones, speakers and cameras, tested by people who play in bands. Every parcel leaves the next working day.',
  ),
  store(
    'pixel-and-co',
    'Pixel & Co',
    'Austin',
    'Grace Lindholm',
    1,
    'Phones, laptops and watches with two years of warranty and a real person on the phone.',
  ),
  store(
    'copper-kettle',
    'The Copper Kettle',
    'Minneapolis',
    'Otto Brandt',
    2,
    'Cookware for people who cook every day. We use everything that we sell.',
  ),
  store(
    'hearth-and-oak',
    'Hearth & Oak',
    'Asheville',
    'June Calloway',
    4,
    'Furniture and lamps in solid wood, made to order in small workshops.',
  ),
  store(
    'stride-supply',
    'Stride Supply',
    'Boulder',
    'Tomas Rivera',
    1,
    'Shoes, bags and everything for a long day outside.',
  ),
  store(
    'cotton-field',
    'Cotton Field',
    'Savannah',
    'Ines Moreau',
    2,
    'Organic cotton, honest sizes, colours that stay.',
  ),
  store(
    'little-comet',
    'Little Comet',
    'Madison',
    'Priya Raman',
    2,
    'Toys and games that are still played with in spring.',
  ),
  store(
    'greenhouse-nine',
    'Greenhouse Nine',
    'Sacramento',
    'Lena Fischer',
    3,
    'Plants, pots and tools, packed so that they arrive upright.',
  ),
  store(
    'harbor-books',
    'Harbor Books',
    'Providence',
    'Elias Stone',
    2,
    'An independent book shop with a shelf for everybody.',
  ),
  store(
    'morning-ritual',
    'Morning Ritual',
    'Seattle',
    'Naomi Okada',
    1,
    'Tea, coffee and care: small batches, roasted and mixed this week.',
  ),
];
