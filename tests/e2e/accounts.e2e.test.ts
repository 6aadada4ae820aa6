import type { Page } from '@playwright/test';
import { codeTo, expect, expectAccessible, logIn, mailsTo, mailTo, picture, test } from './walk.ts';

test.use({ viewport: { width: 1280, height: 860 } });

const PASSWORD = 'a long pass phrase';
let count = 0;
const newEmail = () => `account-${Date.now()}-${count++}@example.test`;

async function fillRegistration(page: Page, email: string, next = '/account'): Promise<void> {
  await page.goto(`/register?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Name').fill('Wanda Walker');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
}

async function signUp(page: Page, email: string): Promise<void> {
  await fillRegistration(page, email);
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL('**/account');
}

async function logInWith(page: Page, email: string, password: string, next = '/account'): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

/** Opens a mail in the mailbox of `npm start`, as its reader does. */
async function openMail(page: Page, email: string, subject: RegExp): Promise<void> {
  await mailTo(email, subject);
  await page.goto(`/mailbox/?to=${encodeURIComponent(email)}`);
  await page
    .getByRole('link')
    .filter({ has: page.getByText(subject) })
    .first()
    .click();
}

/** Where the mail's link leads, on the host that the walk is on: its cookies count for that one. */
async function linkIn(page: Page): Promise<string> {
  const text = await page.locator('pre').innerText();
  const url = /: (http:\/\/\S+#\S+)/.exec(text)?.[1] ?? '';
  return url.replace(/^http:\/\/[^/]+/, '');
}

/** From the account's page: goes on until the log-in is asked for. Until then, for seconds, the token is still taken. */
async function noticeEnd(page: Page): Promise<void> {
  await expect(async () => {
    if (page.url().endsWith('/account/security')) await page.goBack();
    await page.getByRole('link', { name: /^Security/ }).click();
    await page.waitForURL('**/login?next=**', { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
}

test('somebody registers, reads the code in the mailbox, and has an account', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  await fillRegistration(page, email);
  await expectAccessible(page);
  // Nothing typed is lost by looking into the mailbox in between.
  await openMail(page, email, /is your Haat code$/);
  const code = /^\d{6}/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? '';
  await page.goto('/register?next=%2Faccount');
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await page.getByLabel('Code').fill(wrong);
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await expect(page.getByText('That code does not fit.')).toBeVisible();
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL('**/account');
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByText('is not confirmed yet')).toBeHidden();

  // Somebody else tries the same address: they see what they would see of any other, and the owner is told.
  const stranger = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await fillRegistration(stranger, email);
  const mail = await mailTo(email, /^You already have a Haat account$/);
  expect(mail.text).not.toMatch(/\b\d{6}\b/);
});

test('the link of the mail finishes a registration, and the page that waits for it goes on', async ({
  page,
  context,
}) => {
  const email = newEmail();
  await fillRegistration(page, email);
  const other = await context.newPage();
  await openMail(other, email, /is your Haat code$/);
  const link = await linkIn(other);
  await other.goto(link);
  // The secret is out of the address at once.
  await expect(other).toHaveURL(/\/verify$/);
  await expectAccessible(other);
  await other.getByRole('button', { name: 'Confirm my address' }).click();
  await expect(other.getByText('Your account is ready, and you are logged in.')).toBeVisible();
  await page.waitForURL('**/account');
  await expect(page.getByText(email)).toBeVisible();
  // Once.
  await other.goto('/');
  await other.goto(link);
  await other.getByRole('button', { name: 'Confirm my address' }).click();
  await expect(other.getByText('This link was used already')).toBeVisible();
});

test('the link opened in another browser asks for the password of the registration', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  await fillRegistration(page, email);
  const phone = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await openMail(phone, email, /is your Haat code$/);
  await phone.goto(await linkIn(phone));
  await phone.getByRole('button', { name: 'Confirm my address' }).click();
  await phone.getByLabel('Password').fill('not the password');
  await phone.getByRole('button', { name: 'Confirm my address' }).click();
  await expect(phone.getByText('That is not the password of this registration.')).toBeVisible();
  await phone.getByLabel('Password').fill(PASSWORD);
  await phone.getByRole('button', { name: 'Confirm my address' }).click();
  await expect(phone.getByText('Your account is ready, and you are logged in.')).toBeVisible();
});

test('a forgotten password is set anew from the mailbox', async ({ page, browser, baseURL }) => {
  const email = newEmail();
  const owner = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await signUp(owner, email);

  await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('a mail with a link is on its way')).toBeVisible();
  await openMail(page, email, /^Set a new password for Haat$/);
  await page.goto(await linkIn(page));
  await expect(page).toHaveURL(/\/reset-password$/);
  await page.getByLabel('New password').fill('password123');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('This password is among those that are tried first.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New password').fill('four other quiet words');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();

  await logInWith(page, email, PASSWORD);
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  await logInWith(page, email, 'four other quiet words');
  await page.waitForURL('**/account');
  await mailTo(email, /^Your Haat password was set anew$/);
  // Whoever was logged in is not any more.
  await noticeEnd(owner);
});

test('a session is ended on another device, which notices at its next click', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  await signUp(page, email);
  const elsewhere = await (
    await browser.newContext({
      baseURL: baseURL ?? '',
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    })
  ).newPage();
  await logInWith(elsewhere, email, PASSWORD);
  await elsewhere.waitForURL('**/account');
  await mailTo(email, /^New log-in to your Haat account: Safari on iOS$/);

  await page.goto('/account/security');
  await expect(page.getByText('This device')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'security');
  let reloaded = false;
  elsewhere.on('load', () => {
    reloaded = true;
  });
  await page.getByRole('button', { name: /^Log out Safari on iOS/ }).click();
  await expect(page.getByText('Safari on iOS is logged out.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Log out Safari on iOS/ })).toBeHidden();

  await noticeEnd(elsewhere);
  expect(reloaded).toBe(false);
  // The one that asked goes on.
  await page.goto('/account/profile');
  await expect(page.getByLabel('Name')).toHaveValue('Wanda Walker');
});

test('name, address, password and mails are changed in the account', async ({ page }) => {
  const [email, next] = [newEmail(), newEmail()];
  await signUp(page, email);

  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByLabel('Name').fill('Wanda W. Walker');
  await page.getByLabel('Dates and times').selectOption('en-GB');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await page.getByLabel('New e-mail').fill(next);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`Look into the mailbox of ${next}`)).toBeVisible();
  await expectAccessible(page);
  await mailTo(email, /is to get another address$/);
  await openMail(page, next, /^Confirm your new address/);
  await page.goto(await linkIn(page));
  await page.getByRole('button', { name: 'Use this address' }).click();
  await page.getByRole('link', { name: 'To your profile' }).click();
  await expect(page.getByText(`It is ${next} now.`)).toBeVisible();

  await page.goto('/account/security');
  await expect(page.getByText(/Logged in \d+ \w+ \d{4}/)).toBeVisible();
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill('four other quiet words');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('That is not your current password')).toBeVisible();
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();

  await page.goto('/account/notifications');
  await expect(page.getByRole('checkbox', { name: 'Security' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Deliveries' }).uncheck();
  await page.getByRole('checkbox', { name: 'Offers and news' }).check();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Deliveries' })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Offers and news' })).toBeChecked();

  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Log out everywhere' }).click();
  await expect(page.getByText('You are logged out everywhere.')).toBeVisible();
  await logInWith(page, next, 'four other quiet words');
  await page.waitForURL('**/account');
  expect((await mailsTo(email)).map(({ subject }) => subject)).toContain(
    'Your Haat account has another address now',
  );
});

test('too many wrong passwords in a row are told with the wait and the way out', async ({ page }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.context().clearCookies();
  for (let attempt = 0; attempt < 5; attempt++) {
    await logInWith(page, email, 'not the password');
    await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  }
  await logInWith(page, email, PASSWORD);
  await expect(page.getByText('Too many attempts in a row. Try again in a minute')).toBeVisible();
});

test('the demo’s customer has a proven address', async ({ page }) => {
  await logIn(page, 'customer@haat.example', '/account');
  await expect(page.getByText('is not confirmed yet')).toBeHidden();
});
