import type { AccountEventKind } from '@haat/contracts/http/factors.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import type { Generated, JSONColumnType } from 'kysely';
import type { ProviderAccount } from '../domain/provider-account.ts';

/** The ways in beside the password, and what is in the air between two steps. */
export interface FactorTables {
  account_events: {
    id: string;
    user_id: UserId;
    kind: AccountEventKind;
    detail: string | null;
    session_id: string | null;
    device: string;
    network: string;
    at: Generated<Date>;
  };
  login_challenges: {
    token_hash: Buffer;
    kind: 'second-factor' | 'link';
    user_id: UserId;
    credentials_epoch: number;
    amr: string[];
    identity: JSONColumnType<ProviderAccount> | null;
    attempts: Generated<number>;
    expires_at: Date;
  };
  totp_credentials: {
    user_id: UserId;
    sealed_secret: Buffer;
    confirmed_at: Date | null;
    last_step: number | null;
    created_at: Generated<Date>;
  };
  recovery_codes: {
    user_id: UserId;
    code_hash: Buffer;
    created_at: Generated<Date>;
    used_at: Date | null;
  };
  passkeys: {
    id: string;
    user_id: UserId;
    credential_id: Buffer;
    public_key: Buffer;
    counter: number;
    transports: string[];
    is_synced: boolean;
    name: string;
    created_at: Generated<Date>;
    last_used_at: Date | null;
  };
  passkey_challenges: {
    challenge_hash: Buffer;
    purpose: PasskeyPurpose;
    bound_to: string | null;
    expires_at: Date;
  };
  identities: {
    id: string;
    user_id: UserId;
    provider: string;
    issuer: string;
    subject: string;
    email: string | null;
    created_at: Generated<Date>;
    last_used_at: Date | null;
  };
  factor_removals: {
    user_id: UserId;
    ordered_by: JSONColumnType<OrderedBy>;
    reason: string;
    ordered_at: Generated<Date>;
    takes_effect_at: Date;
  };
  provider_visits: {
    secret_hash: Buffer;
    provider: string;
    purpose: VisitPurpose;
    session_id: string | null;
    expires_at: Date;
  };
}

/** Who ordered a removal of second factors, and from where. */
export interface OrderedBy {
  readonly userId: UserId;
  readonly email: string;
  readonly staffRole: StaffRole | null;
  readonly address: string;
  readonly requestId: string;
}

export type PasskeyPurpose = 'registration' | 'log-in' | 'second-factor' | 'reauthentication';
export type VisitPurpose = 'log-in' | 'link' | 'reauthentication';
