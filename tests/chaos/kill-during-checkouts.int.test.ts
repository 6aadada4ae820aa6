import { createHash } from 'node:crypto';
import type { Overview } from '@haat/contracts/http/analytics.ts';
import type { StockPage } from '@haat/contracts/http/inventory.ts';
import type { OrderPage } from '@haat/contracts/http/order.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { importCsv, logIn, request } from '../support/api.ts';
import { queryDatabase, secretsOf } from '../support/databases.ts';
import { pay, placeGuestOrder } from '../support/guest-checkout.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  type StandaloneProcess,
  startStandaloneProcess,
  until,
} from '../support/standalone-process.ts';

const BUYERS = 50;
/** The last one is scarce: some buyers find it sold out. */
const STOCKS = [200, 200, 200, 200, 12];
const SERVICES = [
  'auth',
  'search',
  'inventory',
  'cart',
  'order',
  'payment',
  'seller',
  'notification',
  'analytics',
];

interface LedgerIntent {
  status: string;
  metadata: { orderId?: string; order_id?: string };
  charges: number;
  captured: number;
  refunded: number;
}
interface Acknowledged {
  readonly orderId: string;
  readonly paid: boolean;
}

describe('SIGKILL of everything in the middle of 50 concurrent checkouts', () => {
  const dataDir = newDataDir();
  let haat: StandaloneProcess | undefined;
  afterAll(async () => {
    await haat?.stop();
    removeDataDir(dataDir);
  });

  it('loses no order, no money, no stock and no event', { timeout: 300_000 }, async () => {
    const port = await freePort();
    const environment = { HAAT_SEED: 'accounts', ORDER_PAYMENT_SECONDS: '12', ORDER_SETTLE_SECONDS: '2' };
    const start = () => startStandaloneProcess({ dataDir, port, environment });
    haat = await start();
    const { url } = haat;
    const offers = await listProducts(url);

    const acknowledged: Acknowledged[] = [];
    // One has bought before: how far the others come until the kill is up to the machine.
    await checkOut(url, offers, 1, acknowledged);
    await until('the first order to be confirmed', async () => {
      const confirmed = `select id from orders where status = 'confirmed'`;
      return (await queryDatabase(dataDir, 'order', confirmed))[0];
    });
    const before = acknowledged.length;
    const buyers = Array.from({ length: BUYERS }, (_, buyer) => checkOut(url, offers, buyer, acknowledged));
    await until('a third of the orders', () => acknowledged.length - before >= BUYERS / 3 || undefined);
    await haat.kill();
    await Promise.all(buyers);
    // Once more while it picks up the pieces.
    haat = await start();
    await haat.kill();
    haat = await start();

    const admin = await logIn(url, 'admin@haat.example', 'admin');
    const orders = await until('every order to end', async () => {
      const all = await listOrders(url, admin.accessToken);
      return all.every((order) => order.status === 'confirmed' || order.status === 'cancelled')
        ? all
        : undefined;
    });

    expect(orders.map((order) => order.id)).toEqual(
      expect.arrayContaining(acknowledged.map((each) => each.orderId)),
    );
    const confirmed = orders.filter((order) => order.status === 'confirmed');
    expect(confirmed.length).toBeGreaterThan(0);

    // The payment provider's own ledger against what each order came to.
    const intents = await until('refunds of what was paid too late', async () => {
      const ledger = await readLedger(url, dataDir);
      const settled = ledger.every((intent) => {
        const order = orders.find((each) => each.id === orderOf(intent));
        return order?.status === 'confirmed' ? intent.refunded === 0 : intent.captured === intent.refunded;
      });
      return settled ? ledger : undefined;
    });
    for (const order of confirmed) {
      const paid = intents.filter((intent) => orderOf(intent) === order.id && intent.captured > 0);
      expect(paid).toMatchObject([
        { status: 'succeeded', charges: 1, captured: order.total.amount, refunded: 0 },
      ]);
    }
    for (const { orderId, paid } of acknowledged) {
      const order = orders.find((each) => each.id === orderId);
      const refunded = intents.some((intent) => orderOf(intent) === orderId && intent.refunded > 0);
      expect(!paid || order?.status === 'confirmed' || refunded).toBe(true);
    }
    const payments = await queryDatabase<{ captured: number; refunded: number }>(
      dataDir,
      'payment',
      `select coalesce(sum(amount) filter (where status = 'succeeded'), 0)::int as captured,
              coalesce(sum(refunded), 0)::int as refunded from payments`,
    );
    expect(payments).toEqual([
      {
        captured: sum(intents, (intent) => intent.captured),
        refunded: sum(intents, (intent) => intent.refunded),
      },
    ]);

    // Stock: what was there is there, held or sold; nothing is held any more.
    const seller = await logIn(url, 'little-comet@haat.example', 'seller');
    const stock = await until('all reservations to be settled', async () => {
      const path = `${url}/v1/seller/inventory?limit=200`;
      const { items } = (await request<StockPage>(path, { token: seller.accessToken })).body;
      return items.every((item) => item.reserved === 0) ? items : undefined;
    });
    expect(stock.map((item) => item.initial).sort()).toEqual([...STOCKS].sort());
    for (const item of stock) {
      expect(item.available + item.reserved + item.sold).toBe(item.initial);
      expect(item.available).toBeGreaterThanOrEqual(0);
    }
    expect(sum(stock, (item) => item.sold)).toBe(sum(confirmed, (order) => order.itemCount));

    // Events: every outbox empties, and every consumer counted each order once.
    await until('every event to be consumed', async () => {
      for (const service of SERVICES) {
        const [row] = await queryDatabase<{ n: number }>(
          dataDir,
          service,
          'select count(*)::int as n from outbox',
        );
        if (row?.n !== 0) return undefined;
      }
      return true;
    });
    const overview = await request<Overview>(`${url}/v1/admin/analytics/overview?days=2`, {
      token: admin.accessToken,
    });
    const [reserved] = await queryDatabase<{ n: number }>(
      dataDir,
      'order',
      `select count(*)::int as n from orders where payment_status <> 'none'`,
    );
    expect(overview.body).toMatchObject({
      ordersPlaced: reserved?.n,
      ordersConfirmed: confirmed.length,
      ordersCancelled: (reserved?.n ?? 0) - confirmed.length,
    });
    const mails = await until('a mail a confirmed order', async () => {
      const { body } = await request<{ messages: { to: string; subject: string }[] }>(
        `${url}/mailbox/api/messages`,
      );
      const confirmations = body.messages.filter((mail) => mail.subject.includes('is confirmed'));
      return confirmations.length >= confirmed.length ? confirmations : undefined;
    });
    expect(mails.map((mail) => mail.to).sort()).toEqual(confirmed.map((order) => order.email).sort());
    expect(await haat.stop()).toBe(0);
  });
});

async function listProducts(url: string): Promise<string[]> {
  const admin = await logIn(url, 'admin@haat.example', 'admin');
  const rows = STOCKS.map(
    (stock, index) => `P${index},Wooden Train ${index},Toys & Games,1${index}.90,${stock}`,
  );
  const job = await importCsv(url, admin.accessToken, ['id,title,category,price,stock', ...rows].join('\n'));
  expect(job).toMatchObject({ rows: STOCKS.length, listed: STOCKS.length });
  const found = await until('the products in search', async () => {
    const { body } = await request<SearchResult>(
      `${url}/v1/search?sort=price-asc&facets=false&cache=${Date.now()}`,
    );
    const answer = body.items ? body : (await request<SearchResult>(`${url}/v1/search?sort=price-asc`)).body;
    return answer.items?.length === STOCKS.length ? answer.items : undefined;
  });
  // Inventory learns of offers by events: until then nothing can be reserved.
  const seller = await logIn(url, 'little-comet@haat.example', 'seller');
  await until('the stock', async () => {
    const { body } = await request<StockPage>(`${url}/v1/seller/inventory`, { token: seller.accessToken });
    return body.items.length === STOCKS.length || undefined;
  });
  return found.map((card) => card.offerId);
}

async function checkOut(url: string, offers: readonly string[], buyer: number, acknowledged: Acknowledged[]) {
  const pick = (salt: string) => createHash('sha1').update(`${buyer}${salt}`).digest()[0] ?? 0;
  const first = offers[pick('a') % offers.length] ?? '';
  const basket = [{ offerId: first, quantity: 1 + (pick('b') % 2) }];
  try {
    const { order, payment } = await placeGuestOrder(url, `buyer${buyer}@example.test`, basket);
    acknowledged.push({ orderId: order.id, paid: false });
    // Every seventh walks away from the card form.
    if (buyer % 7 === 0) return;
    const outcome = await pay(url, payment);
    if (outcome === 'succeeded') acknowledged.push({ orderId: order.id, paid: true });
  } catch {
    // Refused, or cut off by the kill: what counts is what the checker finds.
  }
}

async function listOrders(url: string, token: string) {
  const orders: OrderPage['items'] = [];
  for (let cursor = ''; ; ) {
    const { body } = await request<OrderPage>(`${url}/v1/admin/orders?limit=100${cursor}`, { token });
    orders.push(...body.items);
    if (!body.nextCursor) return orders;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
}

async function readLedger(url: string, dataDir: string): Promise<LedgerIntent[]> {
  const { body } = await request<{ intents: LedgerIntent[] }>(`${url}/sandbox/stripe/sandbox/ledger`, {
    headers: { authorization: `Bearer ${secretsOf(dataDir).stripeSecretKey}` },
  });
  return body.intents;
}

const orderOf = (intent: LedgerIntent) => intent.metadata.orderId ?? intent.metadata.order_id;
const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((total, item) => total + of(item), 0);
