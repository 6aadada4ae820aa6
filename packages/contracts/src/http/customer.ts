import { type Static, Type } from 'typebox';
import { Role, SellerRole, StaffRole, User } from './auth.ts';
import { Cursor, Instant, nullable, PageLimit, page, Uuid } from './primitives.ts';

/** An account, as staff see it. */
export const Customer = Type.Object({
  id: Uuid,
  name: Type.String(),
  email: Type.String(),
  emailVerified: Type.Boolean(),
  roles: Type.Array(Role),
  sellerId: nullable(Uuid),
  sellerRole: nullable(SellerRole),
  staffRole: nullable(StaffRole),
  createdAt: Instant,
  disabled: nullable(Type.Object({ at: Instant, reason: Type.String() })),
});
export type Customer = Static<typeof Customer>;

export const CustomerQuery = Type.Object(
  {
    /** Beginning of the name or the e-mail address. */
    q: Type.Optional(Type.String({ maxLength: 254 })),
    limit: Type.Optional(PageLimit(100, 25)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type CustomerQuery = Static<typeof CustomerQuery>;
export const CustomerPage = page(Customer);
export type CustomerPage = Static<typeof CustomerPage>;

const Reason = Type.String({ minLength: 5, maxLength: 500, pattern: '\\S' });
/** Why staff did it, for the audit log. */
export const ReasonBody = Type.Object({ reason: Reason }, { additionalProperties: false });

/** What stands between the password of an account and the account. */
export const AccountFactors = Type.Object({
  totp: Type.Boolean(),
  recoveryCodesLeft: Type.Integer(),
  passkeys: Type.Integer(),
  removal: nullable(
    Type.Object({
      orderedBy: Type.String({ description: 'Address of a member of the staff' }),
      reason: Type.String(),
      orderedAt: Instant,
      takesEffectAt: Instant,
    }),
  ),
});
export type AccountFactors = Static<typeof AccountFactors>;

export const ImpersonateBody = Type.Object(
  {
    reason: Reason,
    audience: Type.Optional({ ...Type.Enum(['store', 'seller']), default: 'store' }),
  },
  { additionalProperties: false },
);
export type ImpersonateBody = Static<typeof ImpersonateBody>;

/** A token to act as somebody; it cannot be renewed. */
export const Impersonation = Type.Object({
  user: User,
  accessToken: Type.String(),
  expiresIn: Type.Integer({ description: 'Seconds until the access token expires' }),
});
export type Impersonation = Static<typeof Impersonation>;
