import { expect, fillAddress, findAndAdd, payWith, test } from './walk.ts';

test('a declined card can be followed by a good one for the same order', async ({ page }) => {
  await page.goto('/');
  await findAndAdd(page, 'bookshelf speaker', /Bookshelf Speaker Pair/);
  await page.goto('/checkout');
  await page.getByLabel('E-mail').fill('declined@example.test');
  await fillAddress(page, 'Dora Declined');
  await page.getByRole('button', { name: 'Place order' }).click();

  await payWith(page, '4000000000000002');
  await expect(page.getByText('Your card was declined.')).toBeVisible();
  await payWith(page, '4000000000009995');
  await expect(page.getByText('Your card has insufficient funds.')).toBeVisible();
  await payWith(page, '4242424242424242');
  await expect(page.getByRole('heading', { name: 'Thank you, your order is confirmed' })).toBeVisible();

  await page.getByRole('link', { name: 'Track your order' }).click();
  await expect(page.getByText('The payment did not go through: Your card was declined.')).toBeVisible();
  await expect(page.getByText('Payment received. The sellers have been told.')).toBeVisible();
});

test("3-D Secure is failed once and passed the second time, and the guest's key opens the order", async ({
  page,
}) => {
  await page.goto('/');
  await findAndAdd(page, 'turntable', /Turntable/);
  await page.goto('/checkout');
  await page.getByLabel('E-mail').fill('secure@example.test');
  await fillAddress(page, 'Sam Secure');
  await page.getByRole('button', { name: 'Place order' }).click();

  await payWith(page, '4000002500003155');
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await expect(page.getByRole('heading', { name: /not confirmed/ })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await payWith(page, '4000002500003155');
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you, your order is confirmed' })).toBeVisible();

  // Another browser has no key and learns nothing, not even that there is such an order.
  const orderUrl = page.url().replace('/confirmation', '');
  const stranger = await (await page.context().browser()?.newContext())?.newPage();
  await stranger?.goto(orderUrl);
  await expect(stranger?.getByRole('heading', { level: 1 }) ?? page.locator('none')).not.toHaveText(
    /^Order HT-/,
  );
  await expect(stranger?.getByText('Sam Secure') ?? page.locator('none')).toHaveCount(0);
});
