import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

/** How many reviews a shop has, by the tab of its page. */
async function reviewsOf(page: Page, slug: string): Promise<number> {
  await page.goto(`/shops/${slug}`);
  const tab = page.getByRole('link', { name: /^Reviews \d/ });
  return Number((await tab.innerText()).replace(/\D/g, ''));
}

test('a buyer rates the seller of a parcel, the seller answers, and the shop page shows both', async ({
  page,
  browser,
  baseURL,
}) => {
  const words = 'The box was whole, and there was a note in it.';
  const newPage = async () => (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  const visitor = await newPage();
  const before = await reviewsOf(visitor, 'northwind-audio');

  await logIn(page, 'customer@haat.example', '/account/reviews');
  const sellers = page.getByRole('region', { name: 'Sellers' });
  await sellers.getByRole('link', { name: 'Parcel' }).click();
  await page.getByRole('button', { name: 'Rate the seller: Northwind Audio' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rate Northwind Audio' });
  await dialog.getByRole('button', { name: 'Publish rating' }).click();
  await expect(dialog.getByText('Choose one to five stars.')).toBeVisible();
  await expect(dialog.getByText('Write a sentence or two.')).toBeVisible();
  await dialog.locator('label').filter({ hasText: '4 stars: Very good' }).click();
  await dialog.getByLabel('How was it to buy here?').fill(words);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Publish rating' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Change your rating: Northwind Audio' })).toBeVisible();

  const seller = await newPage();
  await logIn(seller, 'seller@haat.example', '/seller/reviews');
  const row = seller.getByRole('listitem').filter({ hasText: words });
  await row.getByRole('button', { name: 'Answer to Meera N.' }).click();
  const answer = seller.getByRole('dialog', { name: 'Answer Meera N.' });
  await expect(answer.getByText(words)).toBeVisible();
  await answer.getByLabel('Your answer').fill('We write one into every box.');
  await expectAccessible(seller);
  await answer.getByRole('button', { name: 'Publish answer' }).click();
  await expect(row.getByText('We write one into every box.')).toBeVisible();
  await expectAccessible(seller);

  expect(await reviewsOf(visitor, 'northwind-audio')).toBe(before + 1);
  await visitor.getByRole('link', { name: /^Reviews \d/ }).click();
  await expect(visitor.getByText(`of 5 · ${before + 1} reviews`)).toBeVisible();
  const shown = visitor.getByRole('listitem').filter({ hasText: words });
  await expect(shown.getByText('4 of 5 stars')).toBeAttached();
  await expect(shown).toContainText(/Meera N\. · /);
  await expect(shown.getByText('We write one into every box.')).toBeVisible();
  await expectAccessible(visitor);
});

test('a visitor reports a shop, and the staff resolve the report', async ({ page, browser, baseURL }) => {
  const report = async () => {
    await page.getByRole('button', { name: 'Report this shop' }).click();
    await page.getByLabel('What is wrong?').selectOption('It describes things wrongly');
    await page.getByLabel('What happened?').fill('The oak table is of <b>pine</b>.');
  };
  await page.goto('/shops/hearth-and-oak');
  // It takes an account: that is asked for first, and comes back to the shop.
  await page.getByRole('button', { name: 'Report this shop' }).click();
  await page.waitForURL('**/login?next=*');
  await logIn(page, 'customer@haat.example', '/shops/hearth-and-oak');
  await report();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send report' }).click();
  await expect(page.getByText('Thank you. We will look at it.')).toBeVisible();
  await report();
  await page.getByRole('button', { name: 'Send report' }).click();
  await expect(
    page.getByText('You have reported this shop already, and we are looking at it.'),
  ).toBeVisible();

  const staff = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await logIn(staff, 'admin@haat.example', '/admin/shop-reports');
  const row = staff.getByRole('article').filter({ hasText: 'Hearth & Oak' });
  await expect(row.getByText('The oak table is of <b>pine</b>.')).toBeVisible();
  await expectAccessible(staff);
  await row.getByRole('button', { name: 'Resolve the report of Hearth & Oak' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Resolve the report of Hearth & Oak?' });
  await dialog.getByLabel('What came of it?').fill('The seller changed the description.');
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toBeHidden();
  await staff.getByRole('link', { name: /^Resolved/ }).click();
  await expect(row.getByText('The seller changed the description.')).toBeVisible();
  await expectAccessible(staff);
});
