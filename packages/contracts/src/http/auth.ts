import { type Static, Type } from 'typebox';
import { SELLER_ROLES, STAFF_ROLES } from '../permissions.ts';
import { Instant, nullable, Uuid } from './primitives.ts';

export const Role = Type.Union([Type.Literal('customer'), Type.Literal('seller'), Type.Literal('admin')]);
export type Role = Static<typeof Role>;
export const SellerRole = Type.Enum(SELLER_ROLES);
export type SellerRole = Static<typeof SellerRole>;
export const StaffRole = Type.Enum(STAFF_ROLES);
export type StaffRole = Static<typeof StaffRole>;

/** The surface an access token is for; a token of one does not open another. */
export const Audience = Type.Enum(['store', 'seller', 'admin']);
export type Audience = Static<typeof Audience>;

export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$',
});
/** Length is the only composition rule, as NIST SP 800-63B advises. */
export const Password = Type.String({ minLength: 10, maxLength: 128 });

export const RegisterBody = Type.Object(
  { email: Email, password: Password, name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }) },
  { additionalProperties: false },
);
export type RegisterBody = Static<typeof RegisterBody>;

/** The same whether or not there is an account with this address: only the mail says which. */
export const RegistrationStarted = Type.Object({ email: Email, expiresAt: Instant });
export type RegistrationStarted = Static<typeof RegistrationStarted>;

/** The six digits of the mail. */
export const CodeBody = Type.Object(
  { code: Type.String({ pattern: '^[0-9]{6}$' }) },
  { additionalProperties: false },
);
export type CodeBody = Static<typeof CodeBody>;

/** What a link in a mail carries behind the # of its address. */
export const LinkToken = Type.String({ pattern: '^[\\w-]{43}$' });
export const LinkBody = Type.Object({ token: LinkToken }, { additionalProperties: false });
export type LinkBody = Static<typeof LinkBody>;
export const RegistrationLinkBody = Type.Object(
  { token: LinkToken, password: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })) },
  { additionalProperties: false },
);
export type RegistrationLinkBody = Static<typeof RegistrationLinkBody>;

export const LoginBody = Type.Object(
  { email: Email, password: Type.String({ minLength: 1, maxLength: 128 }) },
  { additionalProperties: false },
);
export type LoginBody = Static<typeof LoginBody>;

export const User = Type.Object({
  id: Uuid,
  email: Email,
  emailVerified: Type.Boolean({ description: 'The user has shown that mail to the address reaches them' }),
  name: Type.String(),
  roles: Type.Array(Role),
  sellerId: nullable(Uuid),
  sellerRole: nullable(SellerRole),
  staffRole: nullable(StaffRole),
});
export type User = Static<typeof User>;

export const RefreshBody = Type.Object(
  { audience: Type.Optional({ ...Audience, default: 'store' }) },
  { additionalProperties: false },
);
export type RefreshBody = Static<typeof RefreshBody>;

/** The refresh token travels only in an HttpOnly cookie. */
export const Session = Type.Object({
  user: User,
  accessToken: Type.String(),
  expiresIn: Type.Integer({ description: 'Seconds until the access token expires' }),
});
export type Session = Static<typeof Session>;
