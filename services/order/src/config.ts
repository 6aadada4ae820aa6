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
  ORDER_RETURN_DAYS: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 365,
    description: 'Days after the delivery in which items may be sent back',
  }),
  ORDER_RETURN_DECIDE_DAYS: Type.Integer({
    default: 3,
    minimum: 1,
    maximum: 60,
    description: 'Days in which a seller decides on a return; afterwards it is approved',
  }),
  ORDER_RETURN_SEND_DAYS: Type.Integer({
    default: 14,
    minimum: 1,
    maximum: 60,
    description: 'Days in which an approved return is sent; afterwards it lapses',
  }),
  ORDER_RETURN_RECEIVE_DAYS: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 60,
    description: 'Days in which a seller says what came back; afterwards it counts as received',
  }),
});
export type OrderConfig = Static<typeof OrderConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): OrderConfig =>
  loadConfig(OrderConfig, environment);
