import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import { request } from '../support/api.ts';
import { pay, placeGuestOrder } from '../support/guest-checkout.ts';
import { expect, expectAccessible, logIn, mailTo, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

const SELLER = 'northwind-audio';

/** Two things that the seller sells itself, whoever sells them cheaper. */
async function twoOffers(url: string) {
  const { body } = await request<SearchResult>(`${url}/v1/search?seller=${SELLER}&inStock=true&limit=8`);
  const offers: { offerId: string; title: string }[] = [];
  for (const { slug, title } of body.items) {
    const { body: product } = await request<ProductDetail>(`${url}/v1/products/${slug}`);
    const offer = product.offers.find(
      (each) => each.sellerSlug === SELLER && each.availability === 'in_stock',
    );
    if (offer) offers.push({ offerId: offer.id, title });
  }
  const [first, second] = offers;
  if (!first || !second) throw new Error(`${SELLER} has no two things in stock`);
  return [first, second] as const;
}

test('a guest cancels one item and sends the other one back', async ({ page, browser, baseURL }) => {
  const url = baseURL ?? '';
  const email = `returner-${Date.now()}@example.test`;
  const [kept, dropped] = await twoOffers(url);
  const { order, payment } = await placeGuestOrder(url, email, [
    { offerId: kept.offerId, quantity: 1 },
    { offerId: dropped.offerId, quantity: 1 },
  ]);
  expect(await pay(url, payment)).toBe('succeeded');
  await mailTo(email, /is confirmed$/);

  await page.goto('/track');
  await page.getByLabel('Order number').fill(order.number);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Find order' }).click();
  const parcel = page.getByRole('region', { name: 'Parcel from Northwind Audio' });
  await parcel.getByRole('button', { name: 'Cancel items' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel items' });
  await dialog.getByRole('checkbox', { name: dropped.title }).check();
  const line = order.sellerOrders[0]?.lines.find(({ offerId }) => offerId === dropped.offerId);
  // Oregon takes no tax, so it is the price and nothing else.
  const refund = `$${((line?.lineTotal.amount ?? 0) / 100).toFixed(2)}`;
  await expect(dialog.getByText('You get back')).toBeVisible();
  await expect(dialog.getByText(refund, { exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'cancel-items');
  await dialog.getByRole('button', { name: 'Cancel these items' }).click();
  await expect(page.getByText(`${refund} is on its way back to you.`)).toBeVisible();
  await expect(page.getByText(`${refund} was refunded.`)).toBeVisible();
  const cancelled = await mailTo(email, new RegExp(`^Items of order ${order.number} are cancelled$`));
  expect(cancelled.text).toContain(`1 × ${dropped.title}`);
  expect(cancelled.text).toContain(`${refund} goes back the way it came.`);
  await mailTo('seller@haat.example', /^Do not pack all of order/);

  // From here on the buyer's page is never reloaded but for the way to the wizard and back.
  const seller = await (await browser.newContext({ baseURL: url })).newPage();
  await logIn(seller, 'seller@haat.example', '/seller/orders');
  await seller.getByRole('button', { name: new RegExp(order.number) }).click();
  await expect(seller.getByText('1 cancelled', { exact: true })).toBeVisible();
  await seller.getByRole('button', { name: 'Mark as packed' }).click();
  await expect(parcel.getByRole('button', { name: 'Cancel items' })).toBeHidden();
  await seller.getByRole('button', { name: 'Mark as shipped' }).click();
  await seller.getByLabel('Carrier').fill('UPS');
  await seller.getByLabel('Tracking number').fill('1Z999AA10123456784');
  const parcelDialog = seller.getByRole('dialog', { name: /parcel/i });
  await parcelDialog.getByRole('button', { name: 'Mark as shipped' }).click();
  await seller.getByRole('button', { name: 'Mark as delivered' }).click();

  await parcel.getByRole('link', { name: 'Send items back' }).click();
  await page.getByRole('checkbox', { name: kept.title }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Choose a reason.')).toBeVisible();
  await page.getByLabel('Reason').selectOption({ label: 'It arrived damaged' });
  await page.getByLabel('What should the seller know? (optional)').fill('One side is silent.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('You get back', { exact: true })).toBeVisible();
  await picture(page, 'return-refund');
  await page.getByRole('button', { name: 'Ask for the return' }).click();
  const back = page.getByRole('article', { name: /^Return / });
  await expect(back.getByText('Asked for', { exact: true })).toBeVisible();
  await mailTo(email, /^We have your return/);

  let reloaded = false;
  page.on('load', () => {
    reloaded = true;
  });
  await seller.goto('/seller/returns');
  await seller.getByRole('button', { name: new RegExp(order.number) }).click();
  await expect(seller.getByText('“One side is silent.”')).toBeVisible();
  await expectAccessible(seller);
  await picture(seller, 'seller-return');
  await seller.getByRole('button', { name: 'Approve' }).click();
  await expect(back.getByText('Approved', { exact: true })).toBeVisible();
  await back.getByRole('button', { name: 'I have sent it' }).click();
  await page.getByLabel('Carrier').fill('UPS');
  await page.getByLabel('Tracking number').fill('1Z999AA10123456785');
  await page.getByRole('button', { name: 'It is sent' }).click();
  await expect(back.getByText('On its way back', { exact: true })).toBeVisible();
  // The panel of the seller asks anew when it is opened.
  await seller.reload();
  await seller.getByRole('button', { name: 'It has arrived' }).click();
  await seller.getByRole('button', { name: /^Received, refund \$/ }).click();
  await expect(back.getByText('Refunded', { exact: true })).toBeVisible();
  expect(reloaded).toBe(false);
  await mailTo(email, /^Northwind Audio has your return/);

  await parcel.getByRole('link', { name: 'Invoice' }).click();
  await expect(page.getByRole('heading', { name: `Invoice ${order.number}-1` })).toBeVisible();
  await expect(page.getByText('Paid in the end')).toBeVisible();
  await expectAccessible(page);
});
