import { createAnalyticsService } from '@haat/analytics/app.ts';
import { readConfig as readAnalyticsConfig } from '@haat/analytics/config.ts';
import { createAuthService } from '@haat/auth/app.ts';
import { readConfig as readAuthConfig } from '@haat/auth/config.ts';
import { createCartService } from '@haat/cart/app.ts';
import { readConfig as readCartConfig } from '@haat/cart/config.ts';
import { createCatalogService } from '@haat/catalog/app.ts';
import { readConfig as readCatalogConfig } from '@haat/catalog/config.ts';
import { createInventoryService } from '@haat/inventory/app.ts';
import { readConfig as readInventoryConfig } from '@haat/inventory/config.ts';
import { createNotificationService } from '@haat/notification/app.ts';
import { readConfig as readNotificationConfig } from '@haat/notification/config.ts';
import { createOrderService } from '@haat/order/app.ts';
import { readConfig as readOrderConfig } from '@haat/order/config.ts';
import { createPaymentService } from '@haat/payment/app.ts';
import { readConfig as readPaymentConfig } from '@haat/payment/config.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import type { Service, ServiceHost } from '@haat/platform/lifecycle/service.ts';
import { createSearchService } from '@haat/search/app.ts';
import { readConfig as readSearchConfig } from '@haat/search/config.ts';
import { createSellerService } from '@haat/seller/app.ts';
import { readConfig as readSellerConfig } from '@haat/seller/config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Every service of the marketplace, each from its own configuration, as it would be in a process of its own. */
export const SERVICES: Readonly<
  Record<ServiceName, (environment: Environment, host: ServiceHost) => Promise<Service>>
> = {
  auth: (environment, host) => createAuthService(readAuthConfig(environment), host),
  catalog: (environment, host) => createCatalogService(readCatalogConfig(environment), host),
  search: (environment, host) => createSearchService(readSearchConfig(environment), host),
  inventory: (environment, host) => createInventoryService(readInventoryConfig(environment), host),
  cart: (environment, host) => createCartService(readCartConfig(environment), host),
  order: (environment, host) => createOrderService(readOrderConfig(environment), host),
  payment: (environment, host) => createPaymentService(readPaymentConfig(environment), host),
  seller: (environment, host) => createSellerService(readSellerConfig(environment), host),
  notification: (environment, host) => createNotificationService(readNotificationConfig(environment), host),
  analytics: (environment, host) => createAnalyticsService(readAnalyticsConfig(environment), host),
};

export const databaseOf = (service: ServiceName): string => `haat_${service}`;
