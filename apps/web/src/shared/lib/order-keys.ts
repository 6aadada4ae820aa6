import type { ORDER_KEY_HEADER } from '@haat/contracts/http/primitives.ts';
import { isRecord, jsonStore } from './storage.ts';

const HEADER: typeof ORDER_KEY_HEADER = 'x-order-key';

/** Given once, when a guest places or looks up an order; without it a guest cannot see the order again. */
const keys = jsonStore(() => localStorage, 'haat-order-keys', isRecord);

export function keepOrderKey(orderId: string, key: string): void {
  keys.write({ ...keys.read(), [orderId]: key });
}

export function orderKeyHeaders(orderId: string): Record<string, string> {
  const key = keys.read()?.[orderId];
  return typeof key === 'string' ? { [HEADER]: key } : {};
}
