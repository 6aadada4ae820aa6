import { createRoute, Outlet } from '@tanstack/react-router';
import { homeQuery } from '@/features/catalog/api/get-home.ts';
import { productPageQuery } from '@/features/catalog/api/get-product-page.ts';
import { searchQuery } from '@/features/search/api/search-products.ts';
import { readSearchParams, without } from '@/features/search/search-params.ts';
import { storeQuery } from '@/features/stores/api/get-store.ts';
import { Storefront } from './layout/storefront.tsx';
import { page, texts } from './page-route.ts';
import { queryClient } from './query-client.ts';
import { root } from './root-route.tsx';

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
  component: page(() => import('./routes/home.tsx'), 'HomePage'),
});

const search = createRoute({
  getParentRoute: () => storefront,
  path: '/search',
  validateSearch: readSearchParams,
  loaderDeps: (options) => options.search,
  loader: ({ deps }) => void queryClient.prefetchInfiniteQuery(searchQuery(deps)),
  component: page(() => import('./routes/search.tsx'), 'SearchPage'),
});

const category = createRoute({
  getParentRoute: () => storefront,
  path: '/c/$category',
  validateSearch: (raw: Record<string, unknown>) => without(readSearchParams(raw), 'category'),
  loaderDeps: (options) => options.search,
  loader: ({ deps, params }) =>
    void queryClient.prefetchInfiniteQuery(searchQuery({ ...deps, category: params.category })),
  component: page(() => import('./routes/search.tsx'), 'CategoryPage'),
});

const product = createRoute({
  getParentRoute: () => storefront,
  path: '/p/$slug',
  loader: ({ params }) => void queryClient.prefetchQuery(productPageQuery(params.slug)),
  component: page(() => import('./routes/product.tsx'), 'ProductPage'),
});

const shops = createRoute({
  getParentRoute: () => storefront,
  path: '/shops',
  component: page(() => import('./routes/shops.tsx'), 'ShopsPage'),
});

const shop = createRoute({
  getParentRoute: () => storefront,
  path: '/shops/$slug',
  loader: ({ params }) => void queryClient.prefetchQuery(storeQuery(params.slug)),
  component: page(() => import('./routes/shop.tsx'), 'ShopPage'),
});

const shopItems = createRoute({
  getParentRoute: () => shop,
  path: '/',
  validateSearch: (raw: Record<string, unknown>) => without(readSearchParams(raw), 'seller'),
  component: page(() => import('./routes/shop.tsx'), 'ShopItems'),
});

const shopReviews = createRoute({
  getParentRoute: () => shop,
  path: '/reviews',
  component: page(() => import('./routes/shop.tsx'), 'ShopReviews'),
});

const shopPolicies = createRoute({
  getParentRoute: () => shop,
  path: '/policies',
  component: page(() => import('./routes/shop.tsx'), 'ShopPolicies'),
});

const cart = createRoute({
  getParentRoute: () => storefront,
  path: '/cart',
  component: page(() => import('./routes/cart.tsx'), 'CartPage'),
});

const orders = createRoute({
  getParentRoute: () => storefront,
  path: '/orders',
  validateSearch: texts('state', 'q'),
  component: page(() => import('./routes/orders.tsx'), 'OrdersPage'),
});

const order = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id',
  component: page(() => import('./routes/order.tsx'), 'OrderPage'),
});

const confirmation = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id/confirmation',
  component: page(() => import('./routes/confirmation.tsx'), 'ConfirmationPage'),
});

const returnItems = createRoute({
  getParentRoute: () => storefront,
  path: '/orders/$id/return/$part',
  component: page(() => import('./routes/return.tsx'), 'ReturnPage'),
});

const track = createRoute({
  getParentRoute: () => storefront,
  path: '/track',
  validateSearch: texts('number'),
  component: page(() => import('./routes/track.tsx'), 'TrackPage'),
});

const login = createRoute({
  getParentRoute: () => storefront,
  path: '/login',
  validateSearch: texts('next', 'email'),
  component: page(() => import('./routes/login.tsx'), 'LoginPage'),
});

const loginReturn = createRoute({
  getParentRoute: () => storefront,
  path: '/login/return/$provider',
  component: page(() => import('./routes/login-return.tsx'), 'LoginReturnPage'),
});

const register = createRoute({
  getParentRoute: () => storefront,
  path: '/register',
  validateSearch: texts('next', 'email'),
  component: page(() => import('./routes/register.tsx'), 'RegisterPage'),
});

const verify = createRoute({
  getParentRoute: () => storefront,
  path: '/verify',
  component: page(() => import('./routes/verify.tsx'), 'VerifyPage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => storefront,
  path: '/forgot-password',
  validateSearch: texts('email'),
  component: page(() => import('./routes/forgot-password.tsx'), 'ForgotPasswordPage'),
});

const resetPassword = createRoute({
  getParentRoute: () => storefront,
  path: '/reset-password',
  component: page(() => import('./routes/reset-password.tsx'), 'ResetPasswordPage'),
});

const account = createRoute({
  getParentRoute: () => storefront,
  path: '/account',
  component: page(() => import('./routes/account.tsx'), 'AccountPage'),
});

const profile = createRoute({
  getParentRoute: () => storefront,
  path: '/account/profile',
  component: page(() => import('./routes/profile.tsx'), 'ProfilePage'),
});

const security = createRoute({
  getParentRoute: () => storefront,
  path: '/account/security',
  component: page(() => import('./routes/security.tsx'), 'SecurityPage'),
});

const mailPreferences = createRoute({
  getParentRoute: () => storefront,
  path: '/account/notifications',
  component: page(() => import('./routes/mail-preferences.tsx'), 'MailPreferencesPage'),
});

const cards = createRoute({
  getParentRoute: () => storefront,
  path: '/account/cards',
  component: page(() => import('./routes/cards.tsx'), 'CardsPage'),
});

const wishlist = createRoute({
  getParentRoute: () => storefront,
  path: '/account/wishlist',
  component: page(() => import('./routes/wishlist.tsx'), 'WishlistPage'),
});

const ownReviews = createRoute({
  getParentRoute: () => storefront,
  path: '/account/reviews',
  component: page(() => import('./routes/own-reviews.tsx'), 'OwnReviewsPage'),
});

const addresses = createRoute({
  getParentRoute: () => storefront,
  path: '/account/addresses',
  component: page(() => import('./routes/addresses.tsx'), 'AddressesPage'),
});

const privacy = createRoute({
  getParentRoute: () => storefront,
  path: '/account/privacy',
  component: page(() => import('./routes/privacy.tsx'), 'PrivacyPage'),
});

const notifications = createRoute({
  getParentRoute: () => storefront,
  path: '/notifications',
  component: page(() => import('./routes/notifications.tsx'), 'NotificationsPage'),
});

const policies = createRoute({
  getParentRoute: () => storefront,
  path: '/policies',
  component: page(() => import('./routes/policies.tsx'), 'PoliciesPage'),
});

export const storefrontRoutes = storefront.addChildren([
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
]);
