import { type Static, type TSchema, Type } from 'typebox';

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
export const Slug = Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 120 });
/** RFC 3339 in UTC. */
export const Instant = Type.String({ description: 'RFC 3339, UTC' });
export const Cursor = Type.String({ maxLength: 512, description: 'Opaque; take it from nextCursor' });
export const PageLimit = (maximum: number, initial: number) =>
  Type.Integer({ minimum: 1, maximum, default: initial });

export const page = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) });

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const IdParams = Type.Object({ id: Uuid }, { additionalProperties: false });
export type IdParams = Static<typeof IdParams>;

/**
 * Names the guest cart; its value is unguessable and is the only key to that cart. `__Host-` binds it to this very host,
 * but exists over https only.
 */
export const guestCartCookie = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-haat-cart' : 'haat-cart';
/** Header by which a guest shows the key of the order placed without an account. */
export const ORDER_KEY_HEADER = 'x-order-key';
export const IDEMPOTENCY_HEADER = 'idempotency-key';
