/// <reference lib="dom" />
import type { Browser, Page } from '@playwright/test';
import { oneTimeCode } from '../../packages/testing/src/one-time-code.ts';
import { PROVIDER_USERS } from './provider-users.ts';
import { test as base, codeTo, expect, expectAccessible, logIn, mailTo, picture } from './walk.ts';

/** Passkeys are bound to a name: not to the address of this machine, and to the one that the marketplace goes by. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs out of this pattern
  baseURL: async ({}, use) => {
    await use(process.env.HAAT_E2E_URL?.replace('127.0.0.1', 'localhost') ?? '');
  },
});
test.use({ viewport: { width: 1280, height: 900 } });

const PASSWORD = 'a long pass phrase';
const SECURITY = '/account/security';
const LOG_IN = `/login?next=${encodeURIComponent(SECURITY)}`;

async function register(page: Page, name: string, email: string): Promise<void> {
  await page.goto(`/register?next=${encodeURIComponent(SECURITY)}`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.getByRole('button', { name: 'Confirm and go on' }).click();
  await page.waitForURL(`**${SECURITY}`);
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.goto(LOG_IN);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function logOut(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'One cart for the whole market' })).toBeVisible();
}

/** A device with a fingerprint reader that its user touches whenever it asks. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Some browsers offer no passkeys in the field for the address. */
const offerInField = (page: Page, offered: boolean) =>
  page.evaluate((value) => localStorage.setItem('offered', value), String(offered));

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const newPage = async (browser: Browser, baseURL: string | undefined) =>
  (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();

test('two-step log-in: by the app, and by a recovery code once', async ({ page, browser, baseURL }) => {
  const email = `factors-${Date.now()}@example.test`;
  await register(page, 'Fatima Factor', email);
  const twoStep = card(page, 'Two-step log-in');
  await twoStep.getByRole('button', { name: 'Set up' }).click();
  await expect(twoStep.getByRole('img', { name: /^To be scanned/ })).toBeVisible();
  await expectAccessible(page);
  const secret = (await twoStep.locator('code').innerText()).replace(/\s/g, '');
  const codeField = twoStep.getByLabel('Code', { exact: true });
  await codeField.fill(oneTimeCode(secret));
  await twoStep.getByRole('button', { name: 'Turn on' }).click();
  const saved = twoStep.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(saved).toHaveCount(10);
  await expectAccessible(page);
  await picture(page, 'two-step');
  const [recoveryCode = ''] = await saved.allInnerTexts();
  const download = page.waitForEvent('download');
  await twoStep.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('haat-recovery-codes.txt');
  await twoStep.getByRole('button', { name: 'I have saved them' }).click();
  await expect(card(page, 'Recovery codes').getByText('10 of 10 are left.')).toBeVisible();
  await expect(card(page, 'History').getByText('Two-step log-in turned on')).toBeVisible();
  expect((await mailTo(email, /^Two-step log-in is on/)).text).toContain('If it was not you');

  // In another browser the password alone does not get in.
  const other = await newPage(browser, baseURL);
  await fillIn(other, email);
  await other.getByLabel('Code', { exact: true }).fill('000000');
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByText('That code does not fit')).toBeVisible();
  await expectAccessible(other);
  // Of the next half minute: that of now was used to turn it on.
  await other.getByLabel('Code', { exact: true }).fill(oneTimeCode(secret, 1));
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await other.waitForURL(`**${SECURITY}`);
  await expect(card(other, 'History').getByText('Wrong code after the right password')).toBeVisible();

  const byRecoveryCode = async () => {
    await logOut(other);
    await fillIn(other, email);
    await other.getByRole('button', { name: 'Use a recovery code' }).click();
    await other.getByLabel('Recovery code').fill(recoveryCode);
    await other.getByRole('button', { name: 'Log in', exact: true }).click();
  };
  await byRecoveryCode();
  await other.waitForURL(`**${SECURITY}`);
  await expect(other.getByText('9 recovery codes are left.')).toBeVisible();
  await byRecoveryCode();
  await expect(other.getByText('That code does not fit')).toBeVisible();
});

test('a passkey is added, opens the account without a name or a password, and is removed', async ({
  page,
}) => {
  const email = `passkey-${Date.now()}@example.test`;
  await addAuthenticator(page);
  await page.addInitScript(() => {
    if (localStorage.getItem('offered') === 'false') {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    }
  });
  await register(page, 'Pia Passkey', email);
  const passkeys = card(page, 'Passkeys');
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name').fill('Work laptop');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(passkeys.getByText('Work laptop')).toBeVisible();
  await expect(dialog).toBeHidden();
  await expectAccessible(page);

  await offerInField(page, false);
  await logOut(page);
  await page.goto(LOG_IN);
  await page.getByRole('button', { name: 'Continue with a passkey' }).click();
  await expect(card(page, 'History').getByText('Logged in by passkey')).toHaveCount(1);
  await expect(passkeys.getByText(/last used/)).toBeVisible();
  // Offered in the field, and picked there: no button is pressed.
  await offerInField(page, true);
  await logOut(page);
  await page.goto(LOG_IN);
  await expect(card(page, 'History').getByText('Logged in by passkey')).toHaveCount(2);

  await passkeys.getByRole('button', { name: 'Remove Work laptop' }).click();
  await page
    .getByRole('dialog', { name: 'Remove Work laptop?' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await expect(passkeys.getByText('Work laptop')).toBeHidden();
  await expect(card(page, 'History').getByText('Passkey removed: Work laptop')).toBeVisible();
});

test('an account at a provider makes an account, and opens it the next time', async ({ page }) => {
  const { name, email } = PROVIDER_USERS.newcomer;
  const enter = async () => {
    await page.goto(LOG_IN);
    await page.getByRole('button', { name: 'Continue with Company' }).click();
  };
  await enter();
  await page.getByRole('button', { name }).click();
  await page.waitForURL(`**${SECURITY}`);
  await expect(card(page, 'Linked accounts').getByText(email)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/account');
  await expect(page.getByText(email)).toBeVisible();
  await logOut(page);
  // The provider still knows who it is.
  await enter();
  await page.waitForURL(`**${SECURITY}`);
  await expect(card(page, 'History').getByText('Logged in by a linked account')).toBeVisible();
  // It is the only way in.
  await card(page, 'Linked accounts').getByRole('button', { name: 'Unlink Company' }).click();
  await expect(page.getByText('This is the only way into your account.')).toBeVisible();
});

test('an address that has an account is linked by its password, and not before', async ({
  page,
  browser,
  baseURL,
}) => {
  const { name, email } = PROVIDER_USERS.linker;
  await register(page, 'Lena Linker', email);
  const other = await newPage(browser, baseURL);
  await other.goto(LOG_IN);
  await other.getByRole('button', { name: 'Continue with Company' }).click();
  await other.getByRole('button', { name }).click();
  await expect(other.getByText('There is an account with the address')).toBeVisible();
  await expectAccessible(other);
  await expect(other.getByLabel('E-mail')).toHaveValue(email);
  await other.getByLabel('Password').fill('not the password');
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByText('E-mail or password is wrong. Try again.')).toBeVisible();
  await other.getByLabel('Password').fill(PASSWORD);
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await other.waitForURL(`**${SECURITY}`);
  const linked = card(other, 'Linked accounts');
  await expect(linked.getByText(email)).toBeVisible();
  expect((await mailTo(email, /^Another log-in was linked/)).text).toContain('company');

  await linked.getByRole('button', { name: 'Unlink Company' }).click();
  await expect(other.getByText('Company opens your account no more.')).toBeVisible();
  await linked.getByRole('button', { name: 'Link Company' }).click();
  await other.waitForURL(`**${SECURITY}`);
  await expect(linked.getByRole('button', { name: 'Unlink Company' })).toBeVisible();
});

test('a session that proved itself long ago asks for the password, and then goes on', async ({ page }) => {
  const email = `stale-${Date.now()}@example.test`;
  await addAuthenticator(page);
  await register(page, 'Stella Stale', email);
  // Ten minutes are not waited for: the first answer is what the service says then.
  const meta = { methods: { password: true, passkey: false, providers: [] } };
  const problem = { code: 'auth.reauthenticate', title: 'Confirm it.', status: 403, requestId: '1', meta };
  await page.route(
    '**/v1/auth/passkeys/options',
    (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem }),
    { times: 1 },
  );
  const passkeys = card(page, 'Passkeys');
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name').fill('Work laptop');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await proof.getByLabel('Password').fill('not the password');
  await proof.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(proof.getByText('That is not your current password.')).toBeVisible();
  await expectAccessible(page);
  await proof.getByLabel('Password').fill(PASSWORD);
  await proof.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(proof).toBeHidden();
  await expect(passkeys.getByText('Work laptop')).toBeVisible();
  await expect(card(page, 'History').getByText('Passkey added: Work laptop')).toBeVisible();
});

test('support has a lost second step removed; its owner is told at once and keeps it', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `removal-${Date.now()}@example.test`;
  const name = 'Rita Removal';
  await register(page, name, email);
  const twoStep = card(page, 'Two-step log-in');
  await twoStep.getByRole('button', { name: 'Set up' }).click();
  const secret = await twoStep.locator('code').innerText();
  await twoStep.getByLabel('Code', { exact: true }).fill(oneTimeCode(secret.replace(/\s/g, '')));
  await twoStep.getByRole('button', { name: 'Turn on' }).click();
  await expect(twoStep.getByRole('button', { name: 'I have saved them' })).toBeVisible();

  const staff = await newPage(browser, baseURL);
  await logIn(staff, 'admin@haat.example', '/admin');
  await staff.getByRole('link', { name: 'Customers' }).click();
  await staff.getByLabel('Search customers').fill(email);
  await staff.getByRole('button', { name }).click();
  await expect(staff.getByText('Authenticator app, 10 recovery codes')).toBeVisible();
  await staff.getByRole('button', { name: 'Remove the second step' }).click();
  const asking = staff.getByRole('dialog', { name: `Remove ${name}’s second step?` });
  await asking.getByLabel('Reason').fill('Says that her phone drowned');
  await expectAccessible(staff);
  await asking.getByRole('button', { name: 'Remove the second step' }).click();
  await expect(staff.getByText('“Says that her phone drowned”')).toBeVisible();
  await expectAccessible(staff);

  await page.reload();
  const note = page.getByRole('region', { name: 'Your second step is about to be removed' });
  await expect(note).toBeVisible();
  await expectAccessible(page);
  const { text } = await mailTo(email, /^Your second step is about to be removed/);
  const [link = ''] = /\/verify#keep=[\w-]{43}/.exec(text) ?? [];
  const elsewhere = await newPage(browser, baseURL);
  await elsewhere.goto(link);
  await elsewhere.getByRole('button', { name: 'Keep my second step' }).click();
  await expect(elsewhere.getByText('Your second step stays.')).toBeVisible();
  await expectAccessible(elsewhere);

  await page.reload();
  await expect(card(page, 'History').getByText('Removal of the second step cancelled')).toBeVisible();
  await expect(note).toBeHidden();
  await staff.reload();
  await expect(staff.getByRole('button', { name: 'Remove the second step' })).toBeVisible();
});
