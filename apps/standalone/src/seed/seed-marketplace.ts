import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { ImportJob, ImportRowPage } from '@haat/contracts/http/import.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import { createServiceTokens, type ServiceTokens } from '@haat/platform/auth/service-token.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import type { DataDir } from '../data-dir.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_POLICIES, DEMO_STORES, type DemoStore } from './demo-accounts.ts';
import { placeDemoOrders } from './demo-orders.ts';
import { demoProductFiles } from './demo-products.ts';
import { demoReviews } from './demo-reviews.ts';
import { demoSellerReviews } from './demo-seller-reviews.ts';
import { callApi, openSurface, unlessThere, until } from './seed-api.ts';

export interface SeedDependencies {
  readonly transport: ServiceTransport;
  readonly dataDir: DataDir;
  /** Products, reviews and orders too, not accounts and stores alone. */
  readonly catalogue: boolean;
  /** Where demo orders are paid; null with a real payment provider, which takes no test money of ours. */
  readonly sandboxUrl: string | null;
  readonly progress: (step: string) => void;
}

/**
 * Fills an empty marketplace with stores, products, reviews and orders, through the services' own doors. Cut off, it
 * goes on at the next start.
 * @returns whether the marketplace is a demo one
 */
export async function seedMarketplace(dependencies: SeedDependencies): Promise<boolean> {
  const marker = join(dependencies.dataDir.path, 'seeded');
  if (existsSync(marker)) return true;
  const { transport, progress } = dependencies;

  progress('Opening the demo stores');
  const tokens = createServiceTokens('seed', dependencies.dataDir.secrets.serviceSecret);
  const [customer, admin] = await Promise.all([
    createAccount(transport, tokens, DEMO_ACCOUNTS.customer, 'store'),
    createAccount(transport, tokens, DEMO_ACCOUNTS.admin, 'admin'),
    ...DEMO_STORES.map((store) => openStore(transport, tokens, store)),
  ]);

  if (dependencies.catalogue)
    await fillShelves(dependencies, tokens, admin.accessToken, customer.accessToken);
  writeFileSync(marker, `${new Date().toISOString()}\n`);
  return true;
}

async function fillShelves(
  { transport, progress, sandboxUrl }: SeedDependencies,
  tokens: ServiceTokens,
  adminToken: string,
  customerToken: string,
): Promise<void> {
  progress('Listing the demo catalogue');
  const productIds = await importProducts(transport, adminToken);
  progress('Adding reviews');
  await addReviews(transport, tokens, productIds);
  await addSellerReviews(transport, tokens);
  await until('the search index', async () => {
    const result = await search(transport, 'limit=1&facets=false');
    return result.total >= productIds.length || undefined;
  });

  if (sandboxUrl) {
    progress('Placing a few orders');
    const seller = await until('the seller account', async () => {
      const session = await logIn(transport, 'seller@haat.example', 'store');
      return session.user.sellerId ? logIn(transport, 'seller@haat.example', 'seller') : undefined;
    });
    await callApi(transport, 'seller', {
      method: 'PUT',
      path: '/v1/seller/store',
      token: seller.accessToken,
      body: { about: DEMO_STORES[0]?.about ?? '', policies: DEMO_POLICIES },
    });
    await placeDemoOrders({
      transport,
      customerToken: customerToken,
      customerEmail: DEMO_ACCOUNTS.customer.email,
      sellerToken: seller.accessToken,
      sandboxUrl,
    });
  }
}

const search = (transport: ServiceTransport, query: string): Promise<SearchResult> =>
  callApi<SearchResult>(transport, 'search', { method: 'GET', path: `/v1/search?${query}` });

const logIn = (transport: ServiceTransport, email: string, audience: Audience): Promise<Session> =>
  openSurface(transport, { email, password: DEMO_PASSWORD }, audience);

async function createAccount(
  transport: ServiceTransport,
  tokens: ServiceTokens,
  account: { email: string; name: string; roles: readonly string[] },
  audience: Audience,
): Promise<Session> {
  const body = { ...account, password: DEMO_PASSWORD };
  const token = await tokens.mint('auth');
  await unlessThere(
    'auth.email-taken',
    () => callApi<unknown>(transport, 'auth', { method: 'POST', path: '/internal/users', token, body }),
    async () => undefined,
  );
  return logIn(transport, account.email, audience);
}

async function openStore(
  transport: ServiceTransport,
  tokens: ServiceTokens,
  store: DemoStore,
): Promise<Session> {
  const token = await tokens.mint('seller');
  const account = { ...store.owner, roles: ['customer', 'seller'] };
  const session = await createAccount(transport, tokens, account, 'store');
  const owner = session.user;
  const { slug, name, about, city } = store;
  await unlessThere(
    'seller.slug-taken',
    () =>
      callApi<Store>(transport, 'seller', {
        method: 'POST',
        path: '/internal/stores',
        token,
        body: { slug, name, about, city, ownerId: owner.id },
      }),
    () => callApi<Store>(transport, 'seller', { method: 'GET', path: `/internal/stores/${slug}`, token }),
  );
  return session;
}

/** @returns the ids of all products of the demo catalogue */
async function importProducts(transport: ServiceTransport, token: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const [seller, file] of demoProductFiles()) {
    const { id } = await callApi<ImportJob>(transport, 'catalog', {
      method: 'POST',
      path: `/v1/admin/imports?fileName=demo-catalogue.csv&seller=${seller}`,
      token,
      text: { type: 'text/csv', content: file },
    });
    await until(`the import of ${seller}`, async () => {
      const path = `/v1/admin/imports/${id}`;
      const job = await callApi<ImportJob>(transport, 'catalog', { method: 'GET', path, token });
      return job.status === 'completed' ? job : undefined;
    });
    for (let cursor = ''; ; ) {
      const path = `/v1/admin/imports/${id}/rows?status=listed&limit=200${cursor}`;
      const page = await callApi<ImportRowPage>(transport, 'catalog', { method: 'GET', path, token });
      for (const row of page.items) if (row.productId) ids.add(row.productId);
      if (!page.nextCursor) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }
  return [...ids];
}

async function addReviews(
  transport: ServiceTransport,
  tokens: ServiceTokens,
  productIds: readonly string[],
): Promise<void> {
  const token = await tokens.mint('catalog');
  const reviews = demoReviews(productIds, new Date());
  for (let start = 0; start < reviews.length; start += 1_000) {
    await callApi(transport, 'catalog', {
      method: 'POST',
      path: '/internal/reviews',
      token,
      body: { reviews: reviews.slice(start, start + 1_000) },
    });
  }
}

async function addSellerReviews(transport: ServiceTransport, tokens: ServiceTokens): Promise<void> {
  const token = await tokens.mint('seller');
  for (const { slug } of DEMO_STORES) {
    const path = `/internal/stores/${slug}`;
    const store = await callApi<Store>(transport, 'seller', { method: 'GET', path, token });
    const reviews = demoSellerReviews(store);
    await callApi(transport, 'seller', {
      method: 'POST',
      path: '/internal/seller-reviews',
      token,
      body: { sellerId: store.id, reviews },
    });
  }
}
