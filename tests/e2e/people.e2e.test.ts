import { readFileSync } from 'node:fs';
import type { PersonalDataExport } from '@haat/contracts/http/personal-data.ts';
import type { Page } from '@playwright/test';
import { codeTo, expect, expectAccessible, logIn, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

const PASSWORD = 'a long pass phrase';
let count = 0;
const newEmail = () => `people-${Date.now()}-${count++}@example.test`;

async function signUp(page: Page, email: string, name: string): Promise<void> {
  await page.goto('/register?next=%2Faccount');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL('**/account');
}

test('somebody keeps an address, takes a copy of their data, and has the account erased', async ({
  page,
}) => {
  const email = newEmail();
  await signUp(page, email, 'Paula Parting');

  await page.goto('/account/addresses');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add an address' }).click();
  await page.getByRole('button', { name: 'Save address' }).click();
  await expect(page.getByText('Enter the street and house number')).toBeVisible();
  await page.getByLabel('Address', { exact: true }).fill('48 Linden Street');
  await page.getByLabel('City').fill('Sacramento');
  await page.getByLabel('State').selectOption('CA');
  await page.getByLabel('ZIP code').fill('95814');
  await page.getByRole('button', { name: 'Save address' }).click();
  await expect(page.getByRole('region', { name: '48 Linden Street' })).toContainText('Default');

  await page.goto('/account/privacy');
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const file = await (await downloading).path();
  const data = JSON.parse(readFileSync(file, 'utf8')) as PersonalDataExport;
  expect(data.sections.find(({ name }) => name === 'addresses')?.items).toHaveLength(1);
  expect(JSON.stringify(data)).toContain(email);

  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('That is not your password')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('Your account is deleted.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();

  await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
});

test('staff act for a customer under a banner, close the account, and the audit log has it', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  const name = `Carla Case ${count}`;
  const customer = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await signUp(customer, email, name);

  await logIn(page, 'admin@haat.example', '/admin');
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByLabel('Search customers').fill(email);
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Act as customer' }).click();
  const asking = page.getByRole('dialog', { name: `Act as ${name}?` });
  await asking.getByRole('button', { name: 'Act as customer' }).click();
  await expect(asking.getByText('Say why, in a few words')).toBeVisible();
  await asking.getByLabel('Reason').fill('Says that an order is missing');
  await asking.getByRole('button', { name: 'Act as customer' }).click();
  await page.waitForURL('**/account');
  const banner = page.getByRole('status').filter({ hasText: `You act as ${name}` });
  await expect(banner).toBeVisible();
  await picture(page, 'acting');
  await page
    .getByRole('link', { name: /^Orders/ })
    .first()
    .click();
  await expect(banner).toBeVisible();
  // What would bind the customer is refused.
  await page.goto('/account');
  await expect(banner).toBeHidden();

  await page.goto('/admin/customers');
  await page.getByLabel('Search customers').fill(email);
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Close account' }).click();
  const closing = page.getByRole('dialog', { name: `Close ${name}’s account?` });
  await closing.getByLabel('Reason').fill('Asked for it by phone');
  await closing.getByRole('button', { name: 'Close account' }).click();
  await expect(page.getByText('Closed on')).toBeVisible();
  await page.getByRole('link', { name: 'What staff did with this account' }).click();
  await expect(page.getByText('“Asked for it by phone”')).toBeVisible();
  await expect(page.getByText('“Says that an order is missing”')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'admin-audit');

  // The customer is out within seconds, and stays out.
  await expect(async () => {
    await customer.goto('/account/profile');
    await customer.waitForURL('**/login?next=**', { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await customer.getByLabel('E-mail').fill(email);
  await customer.getByLabel('Password').fill(PASSWORD);
  await customer.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(customer.getByText('This account is closed.')).toBeVisible();
});

test('a super gives somebody a role, who then sees what it opens and no more', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  const name = `Stella Staff ${count}`;
  const member = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await signUp(member, email, name);

  await logIn(page, 'admin@haat.example', '/admin/staff');
  await expectAccessible(page);
  await page.getByLabel('E-mail of their account').fill('nobody@example.test');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('There is no account with this address.')).toBeVisible();
  await page.getByLabel('E-mail of their account').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('catalogue');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByLabel(`Role of ${name}`)).toHaveValue('catalogue');
  await picture(page, 'admin-staff');

  await member.goto('/login?next=%2Fadmin%2Fimport');
  await member.getByLabel('E-mail').fill(email);
  await member.getByLabel('Password').fill(PASSWORD);
  await member.getByRole('button', { name: 'Log in', exact: true }).click();
  const rail = member.getByRole('navigation', { name: 'Admin console' });
  await expect(rail.getByRole('link', { name: 'Import' })).toBeVisible();
  await expect(rail.getByRole('link', { name: 'Staff' })).toBeHidden();
  await expect(rail.getByRole('link', { name: 'Customers' })).toBeHidden();

  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(page.getByLabel(`Role of ${name}`)).toBeHidden();
});
