import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { homeQuery } from '@/features/catalog/api/get-home.ts';
import { productPageQuery } from '@/features/catalog/api/get-product-page.ts';
import { searchQuery } from '@/features/search/api/search-products.ts';
import { readSearchParams, without } from '@/features/search/search-params.ts';
import { storeQuery } from '@/features/stores/api/get-store.ts';
import { RouteError } from './layout/route-error.tsx';
import { Storefront } from './layout/storefront.tsx';
import { queryClient } from './query-client.ts';
import { NotFoundPage } from './routes/not-found.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const optional = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };

/** A part of the app that was not fetched before the connection broke is waited for: what is on screen stays. */
const online =
  <Module,>(load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine) throw error;
      await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
      return load();
    }
  };

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <Storefront>
      <NotFoundPage />
    </Storefront>
  ),
  errorComponent: RouteError,
});

// ---- storefront

const storefront = createRoute({
  getParentRoute: () => root,
  id: 'storefront',
  component: () => (
    <Storefront>
      <Outlet />
    </Storefront>
  ),
});

const home = createRoute({
  getParentRoute: () => storefront,
  path: '/',
  loader: () => void queryClient.prefetchQuery(homeQuery),
  component: lazyRouteComponent(
    online(() => import('./routes/home.tsx')),
    'HomePage',
  ),
});

const search = createRoute({
  getParentRoute: () => storefront,
  path: '/search',
  validateSearch: readSearchParams,
  loaderDeps: (options) => options.search,
  loader: ({ deps }) => void queryClient.prefetchInfiniteQuery(searchQuery(deps)),
  component: lazyRouteComponent(
    online(() => import('./routes/search.tsx')),
    'SearchPage',
  ),
});

const category = createRoute({
  getParentRoute: () => storefront,
  path: '/c/$category',
  validateSearch: (raw: Record<string, unknown>) => without(readSearchParams(raw), 'category'),
  loaderDeps: (options) => options.search,
  loader: ({ deps, params }) =>
    void queryClient.prefetchInfiniteQuery(searchQuery({ ...deps, category: params.category })),
  component: lazyRouteComponent(
    online(() => import('./routes/search.tsx')),
    'CategoryPage',
  ),
});

const product = createRoute({
  getParentRoute: () => storefront,
  path: '/p/$slug',
  loader: ({ params }) => void queryClient.prefetchQuery(productPageQuery(params.slug)),
  component: lazyRouteComponent(
    online(() => import('./routes/product.tsx')),
    'ProductPage',
  ),
});

const shops = createRoute({
  getParentRoute: () => storefront,
  path: '/shops',
  component: lazyRouteComponent(
    online(() => import('./routes/shops.tsx')),
    'ShopsPage',
  ),
});

const shop = createRoute({
  getParentRoute: () => storefront,
  path: '/shops/$slug',
  loader: ({ params }) => void queryClient.prefetchQuery(storeQuery(params.slug)),
  component: lazyRouteComponent(
    online(() => import('./routes/shop.tsx')),
    'ShopPage',
  ),
});
const shopItems = createRoute({
  getParentRoute: () => shop,
  path: '/',
  validateSearch: (raw: Record<string, unknown>) => without(readSearchParams(raw), 'seller'),
  component: lazyRouteComponent(
    online(() => import('./routes/shop.tsx')),
    'ShopItems',
  ),
});
const shopReviews = createRoute({
  getParentRoute: () => shop,
  path: '/reviews',
  component: lazyRouteComponent(
    online(() => import('./routes/shop.tsx')),
    'ShopReviews',
  ),
});
const shopPolicies = createRoute({
  getParentRoute: () => shop,
  path: '/policies',
  component: lazyRouteComponent(
    online(() => import('./routes/shop.tsx')),
    'ShopPolicies',
  ),
});

const cart = createRoute({
  getParentRoute: () => storefront,
  path: '/cart',
  component: lazyRouteComponent(
    online(() => import('./routes/cart.tsx')),
    'CartPage',
  ),
});

const orders = createRoute({
  getParentRoute: () => storefront,
  path: '/orders',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('state', text(raw.state)),
    ...optional('q', text(raw.q)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/orders.tsx')),
    'OrdersPage',
  ),
});

const order = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id',
  component: lazyRouteComponent(
    online(() => import('./routes/order.tsx')),
    'OrderPage',
  ),
});

const confirmation = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id/confirmation',
  component: lazyRouteComponent(
    online(() => import('./routes/confirmation.tsx')),
    'ConfirmationPage',
  ),
});

const returnItems = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id/return/$part',
  component: lazyRouteComponent(
    online(() => import('./routes/return.tsx')),
    'ReturnPage',
  ),
});

const track = createRoute({
  getParentRoute: () => storefront,
  path: '/track',
  validateSearch: (raw: Record<string, unknown>) => optional('number', text(raw.number)),
  component: lazyRouteComponent(
    online(() => import('./routes/track.tsx')),
    'TrackPage',
  ),
});

const login = createRoute({
  getParentRoute: () => storefront,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('next', text(raw.next)),
    ...optional('email', text(raw.email)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/login.tsx')),
    'LoginPage',
  ),
});

const loginReturn = createRoute({
  getParentRoute: () => storefront,
  path: '/login/return/$provider',
  component: lazyRouteComponent(
    online(() => import('./routes/login-return.tsx')),
    'LoginReturnPage',
  ),
});

const register = createRoute({
  getParentRoute: () => storefront,
  path: '/register',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('next', text(raw.next)),
    ...optional('email', text(raw.email)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/register.tsx')),
    'RegisterPage',
  ),
});

const verify = createRoute({
  getParentRoute: () => storefront,
  path: '/verify',
  component: lazyRouteComponent(
    online(() => import('./routes/verify.tsx')),
    'VerifyPage',
  ),
});

const forgotPassword = createRoute({
  getParentRoute: () => storefront,
  path: '/forgot-password',
  validateSearch: (raw: Record<string, unknown>) => optional('email', text(raw.email)),
  component: lazyRouteComponent(
    online(() => import('./routes/forgot-password.tsx')),
    'ForgotPasswordPage',
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => storefront,
  path: '/reset-password',
  component: lazyRouteComponent(
    online(() => import('./routes/reset-password.tsx')),
    'ResetPasswordPage',
  ),
});

const security = createRoute({
  getParentRoute: () => storefront,
  path: '/account/security',
  component: lazyRouteComponent(
    online(() => import('./routes/security.tsx')),
    'SecurityPage',
  ),
});

const profile = createRoute({
  getParentRoute: () => storefront,
  path: '/account/profile',
  component: lazyRouteComponent(
    online(() => import('./routes/profile.tsx')),
    'ProfilePage',
  ),
});

const mailPreferences = createRoute({
  getParentRoute: () => storefront,
  path: '/account/notifications',
  component: lazyRouteComponent(
    online(() => import('./routes/mail-preferences.tsx')),
    'MailPreferencesPage',
  ),
});

const account = createRoute({
  getParentRoute: () => storefront,
  path: '/account',
  component: lazyRouteComponent(
    online(() => import('./routes/account.tsx')),
    'AccountPage',
  ),
});

const cards = createRoute({
  getParentRoute: () => storefront,
  path: '/account/cards',
  component: lazyRouteComponent(
    online(() => import('./routes/cards.tsx')),
    'CardsPage',
  ),
});

const wishlist = createRoute({
  getParentRoute: () => storefront,
  path: '/account/wishlist',
  component: lazyRouteComponent(
    online(() => import('./routes/wishlist.tsx')),
    'WishlistPage',
  ),
});

const ownReviews = createRoute({
  getParentRoute: () => storefront,
  path: '/account/reviews',
  component: lazyRouteComponent(
    online(() => import('./routes/own-reviews.tsx')),
    'OwnReviewsPage',
  ),
});

const notifications = createRoute({
  getParentRoute: () => storefront,
  path: '/notifications',
  component: lazyRouteComponent(
    online(() => import('./routes/notifications.tsx')),
    'NotificationsPage',
  ),
});

const policies = createRoute({
  getParentRoute: () => storefront,
  path: '/policies',
  component: lazyRouteComponent(
    online(() => import('./routes/policies.tsx')),
    'PoliciesPage',
  ),
});

// ---- checkout: a frame of its own, with nothing that leads away

const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  component: lazyRouteComponent(
    online(() => import('./routes/checkout.tsx')),
    'CheckoutPage',
  ),
});

const checkoutReturn = createRoute({
  getParentRoute: () => root,
  path: '/checkout/return',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('order', text(raw.order)),
    ...optional('redirect_status', text(raw.redirect_status)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/checkout-return.tsx')),
    'CheckoutReturnPage',
  ),
});

/** A sheet of paper: nothing around it. */
const invoice = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id/invoice/$part',
  component: lazyRouteComponent(
    online(() => import('./routes/invoice.tsx')),
    'InvoicePage',
  ),
});

// ---- seller portal

const seller = createRoute({
  getParentRoute: () => root,
  path: '/seller',
  component: lazyRouteComponent(
    online(() => import('./layout/portal.tsx')),
    'SellerPortal',
  ),
});
const sellerHome = createRoute({
  getParentRoute: () => seller,
  path: '/',
  component: lazyRouteComponent(
    online(() => import('./routes/seller-home.tsx')),
    'SellerHomePage',
  ),
});
const sellerOrders = createRoute({
  getParentRoute: () => seller,
  path: '/orders',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('status', text(raw.status)),
    ...optional('open', text(raw.open)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/seller-orders.tsx')),
    'SellerOrdersPage',
  ),
});
const sellerReturns = createRoute({
  getParentRoute: () => seller,
  path: '/returns',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('status', text(raw.status)),
    ...optional('open', text(raw.open)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/seller-returns.tsx')),
    'SellerReturnsPage',
  ),
});
const sellerReviews = createRoute({
  getParentRoute: () => seller,
  path: '/reviews',
  component: lazyRouteComponent(
    online(() => import('./routes/seller-reviews.tsx')),
    'SellerReviewsPage',
  ),
});
const sellerSettings = createRoute({
  getParentRoute: () => seller,
  path: '/settings',
  component: lazyRouteComponent(
    online(() => import('./routes/seller-settings.tsx')),
    'SellerSettingsPage',
  ),
});
const sellerInventory = createRoute({
  getParentRoute: () => seller,
  path: '/inventory',
  component: lazyRouteComponent(
    online(() => import('./routes/seller-inventory.tsx')),
    'SellerInventoryPage',
  ),
});

// ---- admin console

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(
    online(() => import('./layout/portal.tsx')),
    'AdminConsole',
  ),
});
const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(
    online(() => import('./routes/admin-home.tsx')),
    'AdminHomePage',
  ),
});
const adminOrders = createRoute({
  getParentRoute: () => admin,
  path: '/orders',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('q', text(raw.q)),
    ...optional('status', text(raw.status)),
    ...optional('open', text(raw.open)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-orders.tsx')),
    'AdminOrdersPage',
  ),
});
const adminReturns = createRoute({
  getParentRoute: () => admin,
  path: '/returns',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('status', text(raw.status)),
    ...optional('open', text(raw.open)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-returns.tsx')),
    'AdminReturnsPage',
  ),
});
const adminReviews = createRoute({
  getParentRoute: () => admin,
  path: '/reviews',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('state', text(raw.state)),
    ...optional('of', text(raw.of)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-reviews.tsx')),
    'AdminReviewsPage',
  ),
});
const adminReports = createRoute({
  getParentRoute: () => admin,
  path: '/shop-reports',
  validateSearch: (raw: Record<string, unknown>) => optional('state', text(raw.state)),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-shop-reports.tsx')),
    'AdminShopReportsPage',
  ),
});
const adminImport = createRoute({
  getParentRoute: () => admin,
  path: '/import',
  validateSearch: (raw: Record<string, unknown>) => optional('job', text(raw.job)),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-import.tsx')),
    'AdminImportPage',
  ),
});

const addresses = createRoute({
  getParentRoute: () => storefront,
  path: '/account/addresses',
  component: lazyRouteComponent(
    online(() => import('./routes/addresses.tsx')),
    'AddressesPage',
  ),
});

const privacy = createRoute({
  getParentRoute: () => storefront,
  path: '/account/privacy',
  component: lazyRouteComponent(
    online(() => import('./routes/privacy.tsx')),
    'PrivacyPage',
  ),
});

const adminCustomers = createRoute({
  getParentRoute: () => admin,
  path: '/customers',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('q', text(raw.q)),
    ...optional('open', text(raw.open)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-customers.tsx')),
    'AdminCustomersPage',
  ),
});

const adminStaff = createRoute({
  getParentRoute: () => admin,
  path: '/staff',
  component: lazyRouteComponent(
    online(() => import('./routes/admin-staff.tsx')),
    'AdminStaffPage',
  ),
});

const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...optional('actor', text(raw.actor)),
    ...optional('action', text(raw.action)),
    ...optional('subject', text(raw.subject)),
    ...optional('from', text(raw.from)),
    ...optional('to', text(raw.to)),
  }),
  component: lazyRouteComponent(
    online(() => import('./routes/admin-audit.tsx')),
    'AdminAuditPage',
  ),
});

const routeTree = root.addChildren([
  storefront.addChildren([
    home,
    search,
    category,
    product,
    shops,
    shop.addChildren([shopItems, shopReviews, shopPolicies]),
    cart,
    orders,
    order,
    confirmation,
    returnItems,
    track,
    login,
    loginReturn,
    register,
    verify,
    forgotPassword,
    resetPassword,
    account,
    profile,
    security,
    mailPreferences,
    cards,
    wishlist,
    ownReviews,
    addresses,
    privacy,
    notifications,
    policies,
  ]),
  checkout,
  checkoutReturn,
  invoice,
  seller.addChildren([
    sellerHome,
    sellerOrders,
    sellerReturns,
    sellerInventory,
    sellerReviews,
    sellerSettings,
  ]),
  admin.addChildren([
    adminHome,
    adminOrders,
    adminReturns,
    adminReviews,
    adminReports,
    adminImport,
    adminCustomers,
    adminStaff,
    adminAudit,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  // Freshness is the query cache's business.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: RouteError,
  // Plain query strings: a search for 501 stays the text "501".
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) {
      if (value !== undefined && value !== '') parameters.set(name, String(value));
    }
    const query = parameters.toString();
    return query && `?${query}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
