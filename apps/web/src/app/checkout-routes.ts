import { createRoute } from '@tanstack/react-router';
import { page, texts } from './page-route.ts';
import { root } from './root-route.tsx';

/** A frame of its own, with nothing that leads away. */
export const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  component: page(() => import('./routes/checkout.tsx'), 'CheckoutPage'),
});

export const checkoutReturn = createRoute({
  getParentRoute: () => root,
  path: '/checkout/return',
  validateSearch: texts('order', 'redirect_status'),
  component: page(() => import('./routes/checkout-return.tsx'), 'CheckoutReturnPage'),
});

/** A sheet of paper: nothing around it. */
export const invoice = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id/invoice/$part',
  component: page(() => import('./routes/invoice.tsx'), 'InvoicePage'),
});
