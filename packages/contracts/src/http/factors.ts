import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, page, Uuid } from './primitives.ts';

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Base64Url = (maxLength: number) => Type.String({ pattern: '^[\\w-]+$', maxLength });
/** A secret of ours of 256 bits. */
const Token = Type.String({ pattern: '^[\\w-]{43}$' });

/** Six digits of an authenticator app. */
export const OneTimeCode = Type.String({ pattern: '^[0-9]{6}$' });

export const Provider = Type.Object({ id: Type.String(), name: Type.String() });
export type Provider = Static<typeof Provider>;

/**
 * In place of a session: what is still missing. `second-factor`: the first step was right. `link`: a provider's account
 * has the address of an account of ours, which is to be logged in to as ever; then the two are linked.
 */
export const LogInChallenge = Type.Object({
  kind: Type.Enum(['second-factor', 'link']),
  challenge: Type.String({ description: 'Good for one log-in, for a few minutes and a few tries' }),
  methods: Type.Array(Type.Enum(['totp', 'recovery-code', 'passkey', 'password']), {
    description: 'By which it can be answered',
  }),
  expiresIn: Type.Integer({ description: 'Seconds' }),
  link: nullable(Type.Object({ provider: Provider, email: Type.String() })),
});
export type LogInChallenge = Static<typeof LogInChallenge>;

export const SecondFactorBody = Type.Object(
  {
    challenge: Token,
    method: Type.Enum(['totp', 'recovery-code']),
    code: Type.String({ minLength: 6, maxLength: 40 }),
  },
  { additionalProperties: false },
);
export type SecondFactorBody = Static<typeof SecondFactorBody>;

export const ChallengeBody = Type.Object({ challenge: Token }, { additionalProperties: false });

// ---- passkeys (WebAuthn Level 3, as JSON)

/** For `navigator.credentials.get`: PublicKeyCredentialRequestOptionsJSON. */
export const PasskeyRequest = Type.Object({
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer(),
  userVerification: Type.Literal('required'),
  allowCredentials: Type.Array(
    Type.Object({
      id: Type.String(),
      type: Type.Literal('public-key'),
      transports: Type.Array(Type.String()),
    }),
  ),
});
export type PasskeyRequest = Static<typeof PasskeyRequest>;

/** For `navigator.credentials.create`: PublicKeyCredentialCreationOptionsJSON. */
export const PasskeyCreation = Type.Object({
  challenge: Type.String(),
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ type: Type.Literal('public-key'), alg: Type.Integer() })),
  timeout: Type.Integer(),
  attestation: Type.Literal('none'),
  excludeCredentials: PasskeyRequest.properties.allowCredentials,
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal('required'),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal('required'),
  }),
});
export type PasskeyCreation = Static<typeof PasskeyCreation>;

/** Of what `navigator.credentials.get` gives, as much as is checked. */
export const PasskeyAssertion = Type.Object(
  {
    id: Base64Url(1_400),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(4_000),
        authenticatorData: Base64Url(4_000),
        signature: Base64Url(10_000),
        userHandle: Type.Optional(Base64Url(100)),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type PasskeyAssertion = Static<typeof PasskeyAssertion>;

/** Of what `navigator.credentials.create` gives, as much as is checked. */
export const PasskeyAttestation = Type.Object(
  {
    id: Base64Url(1_400),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(4_000),
        attestationObject: Base64Url(20_000),
        transports: Type.Array(Type.String({ pattern: '^[a-z-]{1,32}$' }), { maxItems: 10 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type PasskeyAttestation = Static<typeof PasskeyAttestation>;

const PasskeyName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
export const PasskeyBody = Type.Object(
  { name: PasskeyName, credential: PasskeyAttestation },
  { additionalProperties: false },
);
export const RenamePasskeyBody = Type.Object({ name: PasskeyName }, { additionalProperties: false });

export const PasskeyLogInBody = Type.Object(
  {
    credential: PasskeyAssertion,
    link: Type.Optional({ ...Token, description: 'Of a challenge of the kind link' }),
  },
  { additionalProperties: false },
);
export const PasskeyFactorBody = Type.Object(
  { challenge: Token, credential: PasskeyAssertion },
  { additionalProperties: false },
);
export const AssertionBody = Type.Object({ credential: PasskeyAssertion }, { additionalProperties: false });

export const Passkey = Type.Object({
  id: Uuid,
  name: Type.String(),
  createdAt: Instant,
  lastUsedAt: nullable(Instant),
  isSynced: Type.Boolean({ description: 'It can leave the device that made it' }),
});
export type Passkey = Static<typeof Passkey>;

// ---- one-time codes

export const TotpEnrolment = Type.Object({
  secret: Type.String({ description: 'Base32, for those who type it' }),
  uri: Type.String({ description: 'otpauth://, for a QR code' }),
});
export type TotpEnrolment = Static<typeof TotpEnrolment>;
export const ConfirmTotpBody = Type.Object({ code: OneTimeCode }, { additionalProperties: false });
export const DisableTotpBody = Type.Object(
  {
    password: Type.Optional(Text(128)),
    code: Type.String({ minLength: 6, maxLength: 40, description: 'Of the app, or a recovery code' }),
  },
  { additionalProperties: false },
);
export type DisableTotpBody = Static<typeof DisableTotpBody>;

export const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), { description: 'Shown this once' }),
});
export type RecoveryCodes = Static<typeof RecoveryCodes>;

// ---- accounts at OpenID providers

export const ProviderList = Type.Object({ providers: Type.Array(Provider) });
export type ProviderList = Static<typeof ProviderList>;

export const VisitBody = Type.Object(
  { provider: Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' }) },
  { additionalProperties: false },
);
export const Visit = Type.Object({ url: Type.String({ description: 'Where the browser is to go' }) });
export type Visit = Static<typeof Visit>;

/** What the provider sent the browser back with: the query of the address, as it is. */
export const ReturnBody = Type.Object(
  { provider: VisitBody.properties.provider, query: Text(8_000) },
  { additionalProperties: false },
);
export type ReturnBody = Static<typeof ReturnBody>;

export const Identity = Type.Object({
  id: Uuid,
  provider: Provider,
  email: nullable(Type.String()),
  linkedAt: Instant,
  lastUsedAt: nullable(Instant),
});
export type Identity = Static<typeof Identity>;

// ---- the account as a whole

export const ReauthenticateBody = Type.Object({ password: Text(128) }, { additionalProperties: false });

export const WaysIn = Type.Object({
  hasPassword: Type.Boolean(),
  totp: nullable(Type.Object({ since: Instant })),
  recoveryCodesLeft: Type.Integer(),
  removal: nullable(
    Type.Object(
      { takesEffectAt: Instant },
      { description: 'Our support is about to remove all second factors' },
    ),
  ),
  passkeys: Type.Array(Passkey),
  identities: Type.Array(Identity),
});
export type WaysIn = Static<typeof WaysIn>;

export const ACCOUNT_EVENT_KINDS = [
  'registered',
  'logged-in',
  'second-factor-failed',
  'session-ended',
  'sessions-ended',
  'session-reused',
  'password-changed',
  'password-reset',
  'email-changed',
  'totp-enabled',
  'totp-disabled',
  'recovery-codes-made',
  'recovery-code-used',
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'passkey-refused',
  'identity-linked',
  'identity-unlinked',
  'factor-removal-ordered',
  'factor-removal-cancelled',
  'factors-removed',
] as const;
export const AccountEventKind = Type.Enum(ACCOUNT_EVENT_KINDS);
export type AccountEventKind = Static<typeof AccountEventKind>;

export const AccountEvent = Type.Object({
  id: Uuid,
  kind: AccountEventKind,
  detail: nullable(Type.String()),
  at: Instant,
  device: Type.String(),
  network: Type.String({ description: 'Of the address only the network' }),
  isThisSession: Type.Boolean(),
});
export type AccountEvent = Static<typeof AccountEvent>;
export const AccountEventPage = page(AccountEvent);
export type AccountEventPage = Static<typeof AccountEventPage>;
export const AccountEventQuery = Type.Object(
  { cursor: Type.Optional(Cursor), limit: Type.Optional(PageLimit(50, 10)) },
  { additionalProperties: false },
);

/** `meta.methods` of a refusal `auth.reauthenticate`: how this account can prove again who asks. */
export interface ReauthenticationMethods {
  readonly password: boolean;
  readonly passkey: boolean;
  /** Ids of linked providers. */
  readonly providers: readonly string[];
}
