import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const OrderConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  HAAT_REGION: RegionCode,
  ORDER_PAYMENT_SECONDS: Type.Integer({
    default: 900,
    minimum: 5,
    description: 'How long stock is held for a payment',
  }),
  ORDER_SETTLE_SECONDS: Type.Integer({
    default: 20,
    minimum: 1,
    description: 'Age at which an order whose placing was cut off is ended',
  }),
});
export type OrderConfig = Static<typeof OrderConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): OrderConfig =>
  loadConfig(OrderConfig, environment);
