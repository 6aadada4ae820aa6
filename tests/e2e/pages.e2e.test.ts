/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, picture, test } from './walk.ts';

const PAGES = [
  '/',
  '/search?q=headphones',
  '/c/electronics',
  '/cart',
  '/login',
  '/register',
  '/forgot-password',
  '/reset-password',
  '/verify',
  '/track',
  '/shops',
  '/shops/northwind-audio',
  '/shops/northwind-audio/reviews',
  '/shops/northwind-audio/policies',
  '/policies',
  `/search?q=${'wordwithoutanend'.repeat(12)}`,
  '/c/no-such-category',
];

const PORTALS = {
  seller: ['', '/orders', '/returns', '/inventory', '/reviews', '/settings'],
  admin: [
    '',
    '/orders',
    '/returns',
    '/reviews',
    '/shop-reports',
    '/customers',
    '/staff',
    '/audit',
    '/import',
  ],
};

async function expectNoOverflow(page: Page, path: string): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content, path).toBeLessThanOrEqual(screen ?? 0);
}

for (const [device, viewport, colorScheme] of [
  ['a desktop, light', { width: 1280, height: 860 }, 'light'],
  ['a phone, dark', { width: 390, height: 844 }, 'dark'],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport, colorScheme });

    test('public pages are accessible and nothing overflows', async ({ page }) => {
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        if (path === '/')
          await picture(page, `home-${colorScheme}-${viewport.width < 600 ? 'phone' : 'desktop'}`);
        await expectAccessible(page);
        await expectNoOverflow(page, path);
      }
    });

    for (const [portal, pages] of Object.entries(PORTALS)) {
      test(`no page of the ${portal} portal overflows, and one can log out of it`, async ({ page }) => {
        await logIn(page, `${portal}@haat.example`, `/${portal}`);
        for (const path of pages) {
          await page.goto(`/${portal}${path}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await page.waitForLoadState('networkidle');
          await expectNoOverflow(page, path);
        }
        await page.getByRole('button', { name: /^Account menu/ }).click();
        await page.getByRole('button', { name: 'Log out' }).click();
        await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible();
      });
    }

    test('a product page and the portals are accessible', async ({ page }) => {
      await page.goto('/search?q=turntable');
      await page.getByRole('article').getByRole('link').first().click();
      await expect(page.getByRole('button', { name: 'Add to cart', exact: true }).first()).toBeVisible();
      await expectAccessible(page);
      await logIn(page, 'seller@haat.example', '/seller/orders');
      await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
      await expect(page.getByLabel('About the shop')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('a product is bought into the cart by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  const search = page.getByRole('searchbox', { name: 'Search products' });
  for (
    let step = 0;
    step < 10 && !(await search.evaluate((node) => node === document.activeElement));
    step++
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('tea tin');
  await page.keyboard.press('Enter');
  // The front page has articles too; the results are there when reading goes on from them.
  await page.waitForURL('**/search?*');
  await expect(page.getByRole('main')).toBeFocused();
  const title = page.getByRole('article').filter({ hasText: 'Tea Tin' }).first().getByRole('link').first();
  await title.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/p/**');
  await expect(page.getByRole('heading', { level: 1, name: /Tea Tin/ })).toBeVisible();
  const add = page.getByRole('button', { name: 'Add to cart', exact: true }).first();
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /^Cart, 1 item/ })).toBeVisible();
});

test('more of a list is asked for by keyboard, and a page that does not come can be asked for again', async ({
  page,
}) => {
  const cards = page.getByRole('region', { name: 'Results' }).getByRole('article');
  const more = page.getByRole('button', { name: 'Show more' });
  await page.goto('/search?priceMin=1000&priceMax=2500');
  await expect(cards).toHaveCount(24);
  await page.route('**/v1/search?*cursor=*', (route) => route.fulfill({ status: 400, json: {} }));
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('More did not load.');
  await expect(more).toBeFocused();
  await expect(cards).toHaveCount(24);

  await page.unroute('**/v1/search?*cursor=*');
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(48);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(more).toBeFocused();
  // The last page takes the button away; the focus goes to the count in its place.
  const end = page.getByText(/^All \d+ shown$/);
  await expect(async () => {
    if (await more.isVisible()) await page.keyboard.press('Enter');
    await expect(end).toBeFocused({ timeout: 2_000 });
  }).toPass();
});

test('addresses that lead nowhere say so, and one role does not enter the rooms of another', async ({
  page,
}) => {
  await page.goto('/no-such-page');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.goto('/p/no-such-product');
  await expect(page.getByText('There is no such product')).toBeVisible();
  await expect(page).toHaveTitle('Not found · Haat');
  await page.goto('/c/no-such-category');
  await expect(page.getByText('There is no such category')).toBeVisible();
  await expect(page).toHaveTitle('Not found · Haat');
  await logIn(page, 'customer@haat.example', '/orders');
  await page.goto('/admin');
  await expect(page.getByText('You have no access')).toBeVisible();
});

test('a dialog takes the focus, keeps it, and gives it back to what opened it', async ({ page }) => {
  await logIn(page, 'customer@haat.example', '/account/addresses');
  const opener = page.getByRole('button', { name: 'Add an address' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New address' });
  await expect(dialog.getByLabel('Full name')).toBeFocused();
  for (let step = 0; step < 20; step++) await page.keyboard.press('Tab');
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('the command palette gives the focus back, too', async ({ page }) => {
  await logIn(page, 'seller@haat.example', '/seller/inventory');
  const button = page.getByRole('button', { name: /^Adjust/ }).first();
  await button.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Where to?')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('a double click puts one unit into the cart', async ({ page }) => {
  await page.goto('/search?q=tea+tin');
  const add = page.getByRole('article').getByRole('button', { name: 'Add to cart' }).first();
  const answered = page.waitForResponse('**/v1/cart/items');
  await add.dblclick();
  await answered;
  await expect(page.getByRole('link', { name: /^Cart, / })).toHaveAccessibleName('Cart, 1 item');
  await page.goto('/cart');
  await expect(page.getByRole('main').locator('output')).toHaveText('1');
});
