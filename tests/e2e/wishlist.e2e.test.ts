import { expect, expectAccessible, logIn, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

test('what a guest saved is on the wishlist after the log-in, and goes from there into the cart', async ({
  page,
}) => {
  await page.goto('/search?q=kettle');
  const heart = page.getByRole('button', { name: /^Wishlist: / }).first();
  const title = (await heart.getAttribute('aria-label'))?.replace('Wishlist: ', '') ?? '';
  await heart.click();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');

  await logIn(page, 'customer@haat.example', '/account/wishlist');
  const card = page.getByRole('article').filter({ hasText: title });
  await expect(card).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'wishlist');
  await card.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();

  await card.getByRole('button', { name: `Wishlist: ${title}` }).click();
  await expect(page.getByText('Nothing saved yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toBeVisible();
});
