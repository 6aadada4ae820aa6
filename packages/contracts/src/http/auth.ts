import { type Static, Type } from 'typebox';
import { EMAIL_PATTERN } from '../email-pattern.ts';
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

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: EMAIL_PATTERN });
/** Length is the only composition rule, as NIST SP 800-63B advises. */
export const Password = Type.String({ minLength: 10, maxLength: 128 });

/** One that was chosen before: what is asked of new ones may have changed since. */
const KnownPassword = Type.String({ minLength: 1, maxLength: 128 });
const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const RegisterBody = Type.Object(
  { email: Email, password: Password, name: PersonName },
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
  { token: LinkToken, password: Type.Optional(KnownPassword) },
  { additionalProperties: false },
);
export type RegistrationLinkBody = Static<typeof RegistrationLinkBody>;

export const LoginBody = Type.Object(
  {
    email: Email,
    password: KnownPassword,
    link: Type.Optional(
      Type.String({
        pattern: '^[\\w-]{43}$',
        description: 'Challenge of an account at a provider to be linked',
      }),
    ),
  },
  { additionalProperties: false },
);
export type LoginBody = Static<typeof LoginBody>;

/** How dates and numbers are written. */
export const Locale = Type.Enum(['en-US', 'en-GB', 'en-IN', 'en-IE']);
export type Locale = Static<typeof Locale>;

export const User = Type.Object({
  id: Uuid,
  email: Email,
  emailVerified: Type.Boolean({ description: 'The user has shown that mail to the address reaches them' }),
  name: Type.String(),
  locale: nullable(Locale),
  roles: Type.Array(Role),
  sellerId: nullable(Uuid),
  sellerRole: nullable(SellerRole),
  staffRole: nullable(StaffRole),
});
export type User = Static<typeof User>;

export const ProfileBody = Type.Object(
  { name: Type.Optional(PersonName), locale: Type.Optional(nullable(Locale)) },
  { additionalProperties: false, minProperties: 1 },
);
export type ProfileBody = Static<typeof ProfileBody>;

export const EmailBody = Type.Object({ email: Email }, { additionalProperties: false });
export type EmailBody = Static<typeof EmailBody>;
export const ResetPasswordBody = Type.Object(
  { token: LinkToken, password: Password },
  { additionalProperties: false },
);
export type ResetPasswordBody = Static<typeof ResetPasswordBody>;
export const ChangePasswordBody = Type.Object(
  { currentPassword: KnownPassword, newPassword: Password },
  { additionalProperties: false },
);
export type ChangePasswordBody = Static<typeof ChangePasswordBody>;
export const ChangeEmailBody = Type.Object(
  { email: Email, password: KnownPassword },
  { additionalProperties: false },
);
export type ChangeEmailBody = Static<typeof ChangeEmailBody>;

/** A log-in that still holds, on one device. */
export const LiveSession = Type.Object({
  id: Uuid,
  device: Type.String({ description: 'As the browser tells it, e.g. Firefox on Windows' }),
  network: Type.String({ description: 'Where it was last used from: the network of the address' }),
  createdAt: Instant,
  lastUsedAt: Instant,
  current: Type.Boolean({ description: 'The one that asks' }),
});
export type LiveSession = Static<typeof LiveSession>;
export const LiveSessions = Type.Object({ items: Type.Array(LiveSession) });
export type LiveSessions = Static<typeof LiveSessions>;
export const EndSessionsBody = Type.Object(
  { which: Type.Enum(['others', 'all']) },
  { additionalProperties: false },
);

/** A public key of the access tokens, and where it stands. */
export const SigningKeyInfo = Type.Object({
  kid: Type.String(),
  state: Type.Enum(['next', 'current', 'past']),
  signsFrom: Instant,
});
export const SigningKeys = Type.Object({ items: Type.Array(SigningKeyInfo) });
export type SigningKeys = Static<typeof SigningKeys>;
export const RotateSigningKeyBody = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
    compromised: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'The new key signs at once, and tokens of every key before are refused',
      }),
    ),
  },
  { additionalProperties: false },
);

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
