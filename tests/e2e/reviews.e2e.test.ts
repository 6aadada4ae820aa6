import { expect, expectAccessible, logIn, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

test('a buyer reviews what arrived, and the staff hides the review', async ({ page, browser, baseURL }) => {
  await logIn(page, 'customer@haat.example', '/account/reviews');
  const waiting = page.getByRole('region', { name: 'Waiting for your word' });
  await waiting.getByRole('button', { name: /^Write a review: / }).click();
  const dialog = page.getByRole('dialog', { name: 'Write a review' });
  await dialog.getByRole('button', { name: 'Publish review' }).click();
  await expect(dialog.getByText('Choose one to five stars.')).toBeVisible();
  // By keyboard: the stars are radio buttons.
  await dialog.getByRole('radio', { name: '1 star: Poor' }).focus();
  for (const _ of [2, 3, 4]) await page.keyboard.press('ArrowRight');
  await dialog.getByLabel('In a few words').fill('They stay on my ears');
  await dialog.getByLabel('What should others know?').fill('Worn every day for a month.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Publish review' }).click();
  const card = page.getByRole('article').filter({ hasText: 'They stay on my ears' });
  await expect(card).toBeVisible();
  await expect(waiting).toBeHidden();
  await expectAccessible(page);
  await picture(page, 'own-reviews');

  await card.getByRole('link').click();
  const reviews = page.getByRole('region', { name: 'Reviews' });
  await expect(reviews.getByText('They stay on my ears')).toBeVisible();
  await expect(reviews.getByText(/^Meera N\./)).toBeVisible();
  await reviews.getByRole('button', { name: /^Change your review: / }).click();
  await page.getByLabel('In a few words').fill('They stay where they are');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(reviews.getByText('They stay where they are')).toBeVisible();

  const staff = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await logIn(staff, 'admin@haat.example', '/admin/reviews');
  await staff.getByRole('button', { name: 'Hide review “They stay where they are”' }).click();
  await staff.getByLabel('Reason').fill('It names a competitor.');
  await staff.getByRole('button', { name: 'Hide the review' }).click();
  await expect(staff.getByText('Hidden: It names a competitor.')).toBeVisible();
  await expectAccessible(staff);

  await page.goto('/account/reviews');
  await expect(page.getByText('Only you can see this review.')).toBeVisible();
});
