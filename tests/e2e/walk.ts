/// <reference lib="dom" />
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { request } from '../support/api.ts';

export { expect };

const EXPECTED = [
  // Chromium reports each answer of 4xx; those that a walk provokes are part of it.
  /^Failed to load resource/,
  // Mails are shown in a frame that runs no scripts, and Playwright tries to put one of its own into each frame.
  /^Blocked script execution in '[^']*\/mailbox\/messages\/\d+\/html'/,
];

/** Every page must stay silent: an error on the console is a failure of the walk. */
export const test = base.extend<{ quiet: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs out of this pattern
  baseURL: async ({}, use) => {
    const url = process.env.HAAT_E2E_URL;
    if (!url) throw new Error('the marketplace is not up');
    await use(url);
  },
  quiet: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED.some((each) => each.test(message.text()))) {
          errors.push(message.text());
        }
      });
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export const PASSWORD = 'haat-demo-2026';

export async function logIn(page: Page, email: string, next: string): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.waitForURL(`**${next}`);
}

interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** Out of the mailbox of `npm start`, newest first. */
export async function mailsTo(email: string): Promise<readonly Mail[]> {
  const url = `${process.env.HAAT_E2E_URL}/mailbox/api/messages?to=${encodeURIComponent(email)}`;
  const { body } = await request<{ messages: readonly Mail[] }>(url);
  return body.messages;
}

/** The newest mail to that address whose subject fits, once it is there. */
export async function mailTo(email: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(async () => {
      found = (await mailsTo(email)).find((mail) => subject.test(mail.subject));
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error('the mail is gone');
  return found;
}

/** The six digits of the mail that a registration brings. */
export const codeTo = async (email: string): Promise<string> =>
  (await mailTo(email, /^\d{6} is your Haat code$/)).subject.slice(0, 6);

/** From the search box to the cart. */
export async function findAndAdd(page: Page, words: string, title: string | RegExp): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search products' });
  await search.fill(words);
  await search.press('Enter');
  await page.getByRole('article').filter({ hasText: title }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.getByRole('button', { name: 'Add to cart', exact: true }).first().click();
  await expect(page.getByRole('link', { name: /^Cart, [1-9]/ })).toBeVisible();
}

export async function fillAddress(page: Page, name: string): Promise<void> {
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Address', { exact: true }).fill('48 Linden Street');
  await page.getByLabel('City').fill('Sacramento');
  await page.getByLabel('State').selectOption('CA');
  await page.getByLabel('ZIP code').fill('95814');
  await expect(page.getByRole('radio', { name: /Standard/ })).toBeVisible();
}

export async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry (MM/YY)').fill('1234');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

/** WCAG 2.2 A and AA, as far as a program can see. */
export async function expectAccessible(page: Page): Promise<void> {
  // Notices lie over the page for seconds, and its head over what is scrolled under it: what is half covered would count
  // as too small to be hit.
  const showNotices = (visibility: string) =>
    page.evaluate((value) => {
      const notices = document.querySelector<HTMLElement>('[data-sonner-toaster]');
      if (notices) notices.style.visibility = value;
      scrollTo(0, 0);
    }, visibility);
  await showNotices('hidden');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  await showNotices('');
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** With SCREENSHOTS=1 the walks take the pictures of the README. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  await page.evaluate(() => document.fonts.ready);
  // Not until the network is idle: a page that follows an order never is.
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.screenshot({ path: new URL(`../../docs/screenshots/${name}.png`, import.meta.url).pathname });
}
