import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import type { Service, ServiceHost } from '@haat/platform/lifecycle/service.ts';
import type { Environment } from './test-environment.ts';

type Factory = (environment: Environment, host: ServiceHost) => Promise<Service>;

/** Loaded when asked for: a test of one service does not pay for the others. */
export const SERVICE_FACTORIES: Readonly<Record<ServiceName, () => Promise<Factory>>> = {
  auth: async () => {
    const { createAuthService } = await import('@haat/auth/app.ts');
    const { readConfig } = await import('@haat/auth/config.ts');
    return (environment, host) => createAuthService(readConfig(environment), host);
  },
  catalog: async () => {
    const { createCatalogService } = await import('@haat/catalog/app.ts');
    const { readConfig } = await import('@haat/catalog/config.ts');
    return (environment, host) => createCatalogService(readConfig(environment), host);
  },
  search: async () => {
    const { createSearchService } = await import('@haat/search/app.ts');
    const { readConfig } = await import('@haat/search/config.ts');
    return (environment, host) => createSearchService(readConfig(environment), host);
  },
  inventory: async () => {
    const { createInventoryService } = await import('@haat/inventory/app.ts');
    const { readConfig } = await import('@haat/inventory/config.ts');
    return (environment, host) => createInventoryService(readConfig(environment), host);
  },
  cart: async () => {
    const { createCartService } = await import('@haat/cart/app.ts');
    const { readConfig } = await import('@haat/cart/config.ts');
    return (environment, host) => createCartService(readConfig(environment), host);
  },
  order: async () => {
    const { createOrderService } = await import('@haat/order/app.ts');
    const { readConfig } = await import('@haat/order/config.ts');
    return (environment, host) => createOrderService(readConfig(environment), host);
  },
  payment: async () => {
    const { createPaymentService } = await import('@haat/payment/app.ts');
    const { readConfig } = await import('@haat/payment/config.ts');
    return (environment, host) => createPaymentService(readConfig(environment), host);
  },
  seller: async () => {
    const { createSellerService } = await import('@haat/seller/app.ts');
    const { readConfig } = await import('@haat/seller/config.ts');
    return (environment, host) => createSellerService(readConfig(environment), host);
  },
  notification: async () => {
    const { createNotificationService } = await import('@haat/notification/app.ts');
    const { readConfig } = await import('@haat/notification/config.ts');
    return (environment, host) => createNotificationService(readConfig(environment), host);
  },
  analytics: async () => {
    const { createAnalyticsService } = await import('@haat/analytics/app.ts');
    const { readConfig } = await import('@haat/analytics/config.ts');
    return (environment, host) => createAnalyticsService(readConfig(environment), host);
  },
};
