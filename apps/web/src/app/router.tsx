import { createRouter } from '@tanstack/react-router';
import { checkout, checkoutReturn, invoice } from './checkout-routes.ts';
import { RouteError } from './layout/route-error.tsx';
import { adminRoutes, sellerRoutes } from './portal-routes.ts';
import { root } from './root-route.tsx';
import { storefrontRoutes } from './storefront-routes.tsx';

const routeTree = root.addChildren([
  storefrontRoutes,
  checkout,
  checkoutReturn,
  invoice,
  sellerRoutes,
  adminRoutes,
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
