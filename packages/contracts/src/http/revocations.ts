import { type Static, Type } from 'typebox';
import { Instant, Uuid } from './primitives.ts';

/** An access token of this session, or one of this user issued until then, is good no more. */
export const Revocation = Type.Object({
  cursor: Type.Integer(),
  kind: Type.Enum(['session', 'user']),
  id: Uuid,
  revokedAt: Instant,
});
export type Revocation = Static<typeof Revocation>;

/** `GET /internal/revocations?after=`: what was revoked while a token issued before may still be alive. */
export const RevocationPage = Type.Object({
  items: Type.Array(Revocation),
  next: Type.Integer({ description: 'Cursor to go on from; the one given where nothing came after it' }),
});
export type RevocationPage = Static<typeof RevocationPage>;
export const RevocationQuery = Type.Object(
  { after: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
);
