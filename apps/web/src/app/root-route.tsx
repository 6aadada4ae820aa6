import { createRootRoute, Outlet } from '@tanstack/react-router';
import { RouteError } from './layout/route-error.tsx';
import { Storefront } from './layout/storefront.tsx';
import { NotFoundPage } from './routes/not-found.tsx';

export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <Storefront>
      <NotFoundPage />
    </Storefront>
  ),
  errorComponent: RouteError,
});
