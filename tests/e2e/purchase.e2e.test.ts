import { codeTo, expect, fillAddress, findAndAdd, logIn, mailsTo, payWith, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

test('a guest finds an imported product, registers, pays, and watches the seller ship it', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `walker-${Date.now()}@example.test`;

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'One cart for the whole market' })).toBeVisible();
  await picture(page, 'home');
  await findAndAdd(page, 'crystal growing', 'Crystal Growing Set');
  await picture(page, 'product');
  await page.getByRole('link', { name: /^Cart,/ }).click();
  await page.getByRole('link', { name: 'Checkout' }).click();

  // Registers on the way, and comes back to the checkout with the same cart.
  await page.getByRole('link', { name: 'Create account' }).click();
  // The checkout has a name and an e-mail as well.
  await expect(page.getByRole('heading', { name: 'Create account' })).toBeVisible();
  await page.getByLabel('Name').fill('Wanda Walker');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('a long pass phrase');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL('**/checkout');
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await fillAddress(page, 'Wanda Walker');
  await expect(page.getByRole('main').getByText('Crystal Growing Set')).toBeVisible();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByLabel('Card number')).toBeVisible();
  await picture(page, 'checkout');
  await payWith(page, '4242424242424242');
  await expect(page.getByRole('heading', { name: 'Thank you, your order is confirmed' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Cart, 0 items' })).toBeVisible();

  await page.getByRole('link', { name: 'Track your order' }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^Order HT-/ });
  await expect(heading).toBeVisible();
  const number = (await heading.innerText()).replace('Order ', '');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  await expect
    .poll(async () => (await mailsTo(email)).map((mail) => mail.subject))
    .toEqual([`Order ${number} is confirmed`, expect.stringMatching(/^\d{6} is your Haat code$/)]);

  // The seller works in a browser of its own; the customer's page is never reloaded.
  let reloaded = false;
  page.on('load', () => {
    reloaded = true;
  });
  const seller = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await logIn(seller, 'little-comet@haat.example', '/seller/orders');
  await seller.getByRole('button', { name: new RegExp(number) }).click();
  // A list that is slow to come anew holds up nobody, and closes nothing when it comes.
  const { promise: isListAwaited, resolve: answerList } = Promise.withResolvers<void>();
  const LIST = /\/v1\/seller\/orders(?:\?|$)/;
  await seller.route(LIST, (route) => isListAwaited.then(() => route.continue()));
  await seller.getByRole('button', { name: 'Mark as packed' }).click();
  await expect(page.getByText('Little Comet packed your items.')).toBeVisible();
  await seller.getByRole('button', { name: 'Mark as shipped' }).click();
  const listed = seller.waitForResponse(LIST);
  answerList();
  await listed;
  await seller.unroute(LIST);
  await seller.getByLabel('Carrier').fill('UPS');
  await seller.getByLabel('Tracking number').fill('1Z999AA10123456784');
  await seller
    .getByRole('dialog', { name: /parcel/i })
    .getByRole('button', { name: 'Mark as shipped' })
    .click();
  await expect(
    page.getByText('Little Comet shipped your items with UPS, tracking number 1Z999AA10123456784.'),
  ).toBeVisible();
  await picture(page, 'order');
  await picture(seller, 'seller-orders');
  await seller.getByRole('button', { name: 'Mark as delivered' }).click();
  await expect(page.getByText('Your items from Little Comet were delivered.')).toBeVisible();
  expect(reloaded).toBe(false);

  // News of it waits in the header until it is read.
  await page.goto('/');
  const menu = page.getByRole('button', { name: /^Account menu, Wanda, \d+ unread$/ });
  await menu.click();
  await page.getByRole('link', { name: /^Notifications \d+ unread$/ }).click();
  const unread = page.getByRole('button', { name: /\(unread\)/ });
  await expect(unread.first()).toBeVisible();
  const count = await unread.count();
  await unread.first().click();
  await expect(page).toHaveURL(/\/orders\//);
  await page.goto('/notifications');
  await expect(unread).toHaveCount(count - 1);
});
