import type { Page } from '@playwright/test';
import { codeTo, expect, expectAccessible, fillAddress, findAndAdd, payWith, picture, test } from './walk.ts';

test.use({
  viewport: { width: 1280, height: 860 },
  // A bank sends the payer of a kept card back to the marketplace's own address.
  baseURL: async ({ baseURL }, use) => use(baseURL?.replace('127.0.0.1', 'localhost')),
});

const THANKS = 'Thank you, your order is confirmed';
const KEEP = 'Keep this card for next time';

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/register?next=%2F');
  await page.getByLabel('Name').fill('Cora Card');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('a long pass phrase');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** Up to where it is paid. */
async function placeOrder(page: Page): Promise<void> {
  await page.goto('/');
  await findAndAdd(page, 'bookshelf speaker', /Bookshelf Speaker Pair/);
  await page.goto('/checkout');
  await fillAddress(page, 'Cora Card');
  await page.getByRole('button', { name: 'Place order' }).click();
}

test('a card is kept on request, pays again after the bank was asked, and goes when it is removed', async ({
  page,
}) => {
  await signUp(page, `cards-${Date.now()}@example.test`);

  await placeOrder(page);
  await expect(page.getByLabel('Card number')).toBeFocused();
  const keep = page.getByRole('checkbox', { name: KEEP });
  await expect(keep).not.toBeChecked();
  await keep.check();
  await expectAccessible(page);
  // A reload of the next page must not forget that it was asked for.
  await payWith(page, '4000002500003155');
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(keep).toBeChecked();
  await payWith(page, '4000002500003155');
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(page.getByRole('heading', { name: THANKS })).toBeVisible();

  // The kept card asks its bank as any card does.
  await placeOrder(page);
  const kept = page.getByRole('radio', { name: /^Visa ending in 3155, expires 12\/34/ });
  await expect(kept).toBeChecked();
  await expect(kept).toBeFocused();
  await expect(page.getByLabel('Card number')).toBeHidden();
  await expectAccessible(page);
  await picture(page, 'saved-card');
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(page.getByRole('heading', { name: THANKS })).toBeVisible();

  // Another card pays beside it, and is not kept: nobody asked for it.
  await placeOrder(page);
  await page.getByRole('radio', { name: 'Another card' }).check();
  await payWith(page, '5555555555554444');
  await expect(page.getByRole('heading', { name: THANKS })).toBeVisible();

  await page.goto('/account/cards');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove Visa ending in 3155' }).click();
  await expect(page.getByText('No card is kept')).toBeVisible();
  await placeOrder(page);
  await expect(page.getByLabel('Card number')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Another card' })).toBeHidden();
});

test('a guest is not asked to keep a card', async ({ page }) => {
  await page.goto('/');
  await findAndAdd(page, 'turntable', /Turntable/);
  await page.goto('/checkout');
  await page.getByLabel('E-mail').fill('no-card@example.test');
  await fillAddress(page, 'Nora Nocard');
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByLabel('Card number')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: KEEP })).toBeHidden();
});
