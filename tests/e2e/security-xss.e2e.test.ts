/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { OrderPage, PlacedOrder, Quote, SellerOrderPage } from '@haat/contracts/http/order.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { importCsv, logIn, request } from '../support/api.ts';
import { pay } from '../support/guest-checkout.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  type StandaloneProcess,
  startStandaloneProcess,
  until,
} from '../support/standalone-process.ts';
import { mixed, PAYLOADS } from './xss-corpus.ts';

const SHOP = 'northwind-audio';
const ACCOUNTS = {
  buyer: 'customer@haat.example',
  seller: 'seller@haat.example',
  admin: 'admin@haat.example',
};

let haat: StandaloneProcess;
let dataDir: string;
let tokens: Record<keyof typeof ACCOUNTS, string>;
let products: SearchResult['items'];
let orders: OrderPage['items'];
let returnId: string;

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 860 } });

// A marketplace of its own: nobody else's walk is to meet these names.
test.beforeAll(async () => {
  test.setTimeout(120_000);
  dataDir = newDataDir();
  haat = await startStandaloneProcess({
    dataDir,
    port: await freePort(),
    environment: { HAAT_SEED: 'accounts' },
  });
  tokens = {
    buyer: (await logIn(haat.url, ACCOUNTS.buyer)).accessToken,
    // Auth hears of the store's owner by an event.
    seller: await until('the seller', async () =>
      logIn(haat.url, ACCOUNTS.seller, 'seller').then(
        ({ accessToken }) => accessToken,
        () => undefined,
      ),
    ),
    admin: (await logIn(haat.url, ACCOUNTS.admin, 'admin')).accessToken,
  };
  await writeEverywhere();
});
test.afterAll(async () => {
  await haat.stop();
  removeDataDir(dataDir);
});

const call = async <Body>(token: string, path: string, json?: object): Promise<Body> => {
  const answer = await request<Body>(haat.url + path, {
    token,
    headers: { 'idempotency-key': randomUUID() },
    ...(json ? { json } : {}),
    ...(json || /\/(pack|deliver)$/.test(path) ? { method: 'POST' } : {}),
  });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Puts the corpus into every text that somebody writes and somebody else reads. */
async function writeEverywhere(): Promise<void> {
  const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = PAYLOADS.map((payload, index) =>
    [
      `P${index}`,
      `${payload} ${index}`,
      `Toys & Games > ${payload}`,
      '9.90',
      payload,
      mixed(2_000, index),
      mixed(400, index).replaceAll('|', ' '),
      `Colour=${payload.replaceAll('|', ' ')}`,
      '90',
      'Size',
      `${payload.replaceAll(/[|=]/g, ' ')}=9.90|L=9.90`,
    ]
      .map(field)
      .join(','),
  );
  const header = 'id,title,category,price,brand,description,highlights,attributes,stock,axis,variants';
  await importCsv(haat.url, tokens.admin, [header, ...rows].join('\n'), SHOP, {
    fileName: mixed(150),
    defaultCategory: 'Toys & Games',
  });
  await expect
    .poll(
      async () => {
        const found = await call<SearchResult>('', `/v1/search?seller=${SHOP}&limit=48`);
        products = found.items;
        return found.total;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(PAYLOADS.length / 2);

  const [delivered, cancelled, refunded] = [await buyThree(0), await buyThree(8), await buyThree(16)];
  const tracking = { carrier: mixed(60, 3), trackingNumber: '1Z999AA10123456784' };
  const { items } = await call<SellerOrderPage>(tokens.seller, '/v1/seller/orders?limit=50');
  const part = items.find(({ orderNumber }) => orderNumber === delivered.order.number)?.id;
  await call(tokens.seller, `/v1/seller/orders/${part}/pack`);
  await call(tokens.seller, `/v1/seller/orders/${part}/ship`, tracking);
  await call(tokens.seller, `/v1/seller/orders/${part}/deliver`);
  await call(tokens.buyer, `/v1/orders/${cancelled.order.id}/cancel`, { reason: mixed(200, 5) });
  await call(tokens.admin, `/v1/admin/orders/${refunded.order.id}/refund`, { reason: mixed(200, 7) });
  const { items: stock } = await call<{ items: { offerId: string }[] }>(
    tokens.seller,
    '/v1/seller/inventory',
  );
  await call(tokens.seller, `/v1/seller/inventory/${stock[0]?.offerId}/adjustments`, {
    delta: 1,
    note: mixed(200, 11),
  });
  const reviewed = delivered.order.sellerOrders[0]?.lines[0]?.productId;
  await expect
    .poll(
      async () => {
        const answer = await request(`${haat.url}/v1/products/${reviewed}/reviews`, {
          token: tokens.buyer,
          json: { stars: 1, title: mixed(120, 13), body: mixed(3_000, 17) },
        });
        return answer.status;
      },
      { timeout: 30_000 },
    )
    .toBeLessThan(300);
  await writeOfTheShop(part ?? '', delivered);
  orders = (await call<OrderPage>(tokens.buyer, '/v1/orders')).items;
}

/** What buyers say of a seller and send back, what the seller says, and what the staff are told. */
async function writeOfTheShop(sellerOrderId: string, { order }: PlacedOrder): Promise<void> {
  const put = (path: string, json: object) =>
    request(haat.url + path, { method: 'PUT', token: tokens.seller, json });
  const policies = { returns: mixed(1_500, 19), dispatch: mixed(1_500, 23) };
  expect((await put('/v1/seller/store', { about: mixed(1_500, 29), policies })).status).toBe(200);
  let review: { id: string } | undefined;
  await expect
    .poll(
      async () => {
        const json = { sellerOrderId, stars: 2, body: mixed(2_000, 31) };
        const answer = await request<{ id: string }>(`${haat.url}/v1/seller-reviews`, {
          token: tokens.buyer,
          json,
        });
        review = answer.body;
        return answer.status;
      },
      { timeout: 30_000 },
    )
    .toBe(201);
  const answered = await put(`/v1/seller/reviews/${review?.id}/reply`, { body: mixed(2_000, 37) });
  expect(answered.status).toBe(200);
  await call(tokens.buyer, `/v1/sellers/${SHOP}/reports`, { reason: 'other', text: mixed(2_000, 41) });
  const [line] = order.sellerOrders[0]?.lines ?? [];
  const asked = await call<{ id: string }>(tokens.buyer, `/v1/orders/${order.id}/returns`, {
    lines: [{ offerId: line?.offerId, quantity: 1 }],
    reason: 'other',
    comment: mixed(500, 43),
  });
  await call(tokens.seller, `/v1/seller/returns/${asked.id}/refuse`, { reason: mixed(500, 47) });
  returnId = asked.id;
}

async function buyThree(from: number): Promise<PlacedOrder> {
  for (const { offerId } of products.slice(from, from + 3)) {
    await call(tokens.buyer, '/v1/cart/items', { offerId, quantity: 1 });
  }
  const address = {
    name: mixed(100, from),
    line1: mixed(200, from + 2),
    line2: mixed(200, from + 4),
    city: mixed(100, from + 6),
    region: 'OR',
    postalCode: '97205',
    country: 'US',
  };
  const quote = await call<Quote>(tokens.buyer, '/v1/checkout/quotes', {
    email: ACCOUNTS.buyer,
    address,
    shipping: 'standard',
  });
  const placed = await call<PlacedOrder>(tokens.buyer, '/v1/orders', { quoteId: quote.id });
  if (!placed.payment) throw new Error('there is nothing to pay with');
  await pay(haat.url, placed.payment);
  await expect
    .poll(async () => (await call<{ status: string }>(tokens.buyer, `/v1/orders/${placed.order.id}`)).status)
    .toBe('confirmed');
  await expect
    .poll(async () => (await call<{ items: unknown[] }>(tokens.buyer, '/v1/cart')).items.length)
    .toBe(0);
  return placed;
}

/** What was run in a page, by whichever way, and what its policy had to stop. */
async function watch(context: BrowserContext): Promise<{ ran: string[]; stopped: string[] }> {
  const seen = { ran: [] as string[], stopped: [] as string[] };
  await context.exposeBinding('__ran', ({ page }) => {
    seen.ran.push(page.url());
  });
  await context.exposeBinding('__stopped', ({ page }, what: string) => {
    seen.stopped.push(`${page.url()}: ${what}`);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const told = globalThis as unknown as { __stopped(what: string): void };
      told.__stopped(`${event.effectiveDirective} ${event.blockedURI}`);
    });
    localStorage.setItem('haat-session', JSON.stringify({ at: Date.now() }));
  });
  context.on('dialog', (dialog) => {
    seen.ran.push(`${dialog.page()?.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return seen;
}

/** Looks at a page as people do: the corpus is there to be seen, and what can be pointed at is. */
async function look(
  page: Page,
  path: string,
  where: 'main' | '[role=dialog]' | 'nowhere' = 'main',
): Promise<void> {
  await page.goto(haat.url + path);
  if (where !== 'nowhere') await expect(page.locator(where)).toContainText('__ran');
  else await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('body *')) {
      for (const type of ['mouseover', 'focus', 'toggle', 'load', 'error'])
        element.dispatchEvent(new Event(type));
    }
  });
}

async function enter(context: BrowserContext, who: keyof typeof ACCOUNTS): Promise<void> {
  const answer = await context.request.post(`${haat.url}/v1/auth/login`, {
    data: { email: ACCOUNTS[who], password: 'haat-demo-2026' },
  });
  expect(answer.ok()).toBe(true);
}

const clean = { ran: [], stopped: [] };

test('the storefront shows what was written as text, and runs none of it', async ({ context, page }) => {
  const seen = await watch(context);
  await enter(context, 'buyer');
  for (const { offerId } of products.slice(24, 30)) {
    await call(tokens.buyer, '/v1/cart/items', { offerId, quantity: 1 });
  }
  // The oldest order's is the one with the review.
  const slugs = [...new Set(products.slice(0, 5).map(({ slug }) => slug))];
  const pages = [
    '/',
    `/search?seller=${SHOP}`,
    `/shops/${SHOP}`,
    `/shops/${SHOP}/reviews`,
    `/shops/${SHOP}/policies`,
    '/c/toys-games',
    ...slugs.map((slug) => `/p/${slug}`),
    '/cart',
    '/checkout',
    ...orders.map(({ id }) => `/orders/${id}`),
    '/account/reviews',
  ];
  for (const path of pages) await look(page, path);
  for (const path of ['/orders', '/account', '/account/wishlist', '/notifications'])
    await look(page, path, 'nowhere');
  expect(seen).toEqual(clean);
});

test('addresses that carry it run none of it', async ({ context, page }) => {
  const seen = await watch(context);
  const carriers = [
    (text: string) => `/search?q=${text}`,
    (text: string) => `/search?q=lamp&brand=${text}&category=${text}&seller=${text}&sort=${text}`,
    (text: string) => `/login?next=${text}`,
    (text: string) => `/track?number=${text}`,
    (text: string) => `/p/${text}`,
    (text: string) => `/checkout/return?order=${text}&redirect_status=${text}&payment_intent=${text}`,
    (text: string) => `/${text}#${text}`,
  ];
  for (const [index, carry] of carriers.entries()) {
    for (const payload of PAYLOADS.filter((_each, position) => position % carriers.length === index % 3)) {
      await page.goto(haat.url + carry(encodeURIComponent(payload)));
      await expect(page.locator('main')).toBeVisible();
    }
  }
  const search = page.getByRole('searchbox', { name: 'Search products' });
  for (const payload of PAYLOADS.slice(0, 6)) {
    const suggested = page.waitForResponse('**/v1/search/suggestions**');
    await search.fill(payload);
    await suggested;
  }
  expect(seen).toEqual(clean);
});

test('the seller portal runs none of it', async ({ context, page }) => {
  const seen = await watch(context);
  await enter(context, 'seller');
  await look(page, '/seller', 'nowhere');
  await look(page, '/seller/settings', 'nowhere');
  for (const path of ['/seller/inventory', '/seller/orders', '/seller/reviews']) await look(page, path);
  await look(page, `/seller/returns?open=${returnId}`, '[role=dialog]');
  const { items } = await call<SellerOrderPage>(tokens.seller, '/v1/seller/orders?limit=50');
  for (const { id } of items) await look(page, `/seller/orders?open=${id}`, '[role=dialog]');
  expect(seen).toEqual(clean);
});

test('the admin console and the mails run none of it', async ({ context, page }) => {
  const seen = await watch(context);
  await enter(context, 'admin');
  for (const path of ['/admin', '/admin/orders']) await look(page, path, 'nowhere');
  for (const path of ['/admin/import', '/admin/reviews', '/admin/reviews?of=sellers', '/admin/shop-reports'])
    await look(page, path);
  await look(page, `/admin/returns?open=${returnId}`, '[role=dialog]');
  for (const { id } of orders) await look(page, `/admin/orders?open=${id}`, '[role=dialog]');
  await page.goto(`${haat.url}/mailbox/`);
  for (const link of (await page.getByRole('link').all()).slice(0, 6)) {
    const href = await link.getAttribute('href');
    const mail = await context.newPage();
    await mail.goto(new URL(href ?? '', `${haat.url}/mailbox/`).href);
    await mail.close();
  }
  expect(seen).toEqual(clean);
});

test('the watch itself sees what runs, and what a policy stops', async ({ context, page }) => {
  const seen = await watch(context);
  const planted = `<!doctype html><title>x</title><main>${PAYLOADS[9]}</main><script>__ran()</script>`;
  let policy: string | undefined;
  await page.route('**/planted', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: planted,
      headers: policy ? { 'content-security-policy': policy } : {},
    }),
  );
  await page.goto(`${haat.url}/planted`);
  await expect.poll(() => seen.ran.length).toBe(2);
  const shop = await context.request.get(haat.url, { headers: { accept: 'text/html' } });
  policy = shop.headers()['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  await page.goto(`${haat.url}/planted`);
  await expect
    .poll(() => seen.stopped.map((each) => each.split(': ')[1]).sort())
    .toEqual(['script-src-attr inline', 'script-src-elem inline']);
  expect(seen.ran).toHaveLength(2);
});
