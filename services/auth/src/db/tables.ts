import type { Locale, Role } from '@haat/contracts/http/auth.ts';
import type { Address } from '@haat/contracts/http/order.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import type { JWK } from 'jose';
import type { Generated, JSONColumnType } from 'kysely';
import type { LinkPurpose } from '../domain/link-secrets.ts';
import type { MailKind } from '../domain/mail-texts.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import type { FactorTables } from './factor-tables.ts';

export interface AuthTables extends FactorTables {
  users: {
    id: UserId;
    email: string;
    email_verified_at: Date | null;
    name: string;
    locale: Generated<Locale | null>;
    /** Null: the account has other ways in. */
    password_hash: string | null;
    roles: Generated<Role[]>;
    seller_id: SellerId | null;
    seller_role: SellerRole | null;
    staff_role: StaffRole | null;
    membership_sequence: Generated<number>;
    disabled_at: Generated<Date | null>;
    disabled_reason: Generated<string | null>;
    version: Generated<number>;
    credentials_epoch: Generated<number>;
    created_at: Generated<Date>;
  };
  sessions: {
    id: string;
    user_id: UserId;
    device: string;
    network: string;
    created_at: Generated<Date>;
    last_used_at: Generated<Date>;
    ended_at: Date | null;
    amr: Generated<string[]>;
    auth_time: Date | null;
  };
  signing_keys: {
    kid: string;
    public_jwk: JSONColumnType<JWK>;
    sealed: Buffer | null;
    signs_from: Date;
    created_at: Generated<Date>;
  };
  guesses: {
    target: Buffer;
    failures: number;
    closed_until: Date | null;
    updated_at: Generated<Date>;
  };
  registrations: {
    id: string;
    browser_hash: Buffer;
    email: string;
    name: string;
    password_hash: string | null;
    identity: JSONColumnType<ProviderAccount> | null;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  email_links: {
    purpose: LinkPurpose;
    subject_id: string;
    email: string;
    nonce: Buffer;
    token_hash: Buffer;
    failed_attempts: Generated<number>;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  mail_requests: {
    id: string;
    kind: MailKind;
    recipient: string;
    details: JSONColumnType<Record<string, string>>;
    link_nonce: Buffer | null;
    attempts: Generated<number>;
    next_attempt_at: Generated<Date>;
    created_at: Generated<Date>;
  };
  mail_allowances: { address: string; used: number; since: Date };
  addresses: {
    id: string;
    user_id: UserId;
    address: JSONColumnType<Address>;
    is_default: Generated<boolean>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  audit_log: {
    act_id: string;
    at: Date;
    actor_id: string;
    actor_email: string;
    staff_role: StaffRole | null;
    impersonating: string | null;
    action: string;
    subject_type: string;
    subject_id: string;
    before: JSONColumnType<Record<string, unknown>> | null;
    after: JSONColumnType<Record<string, unknown>> | null;
    reason: string | null;
    address: string;
    request_id: string;
  };
  revocations: {
    cursor: Generated<number>;
    kind: 'session' | 'user';
    id: string;
    revoked_at: Generated<Date>;
  };
  refresh_tokens: {
    id: string;
    family_id: string;
    user_id: UserId;
    token_hash: Buffer;
    created_at: Generated<Date>;
    expires_at: Date;
    used_at: Date | null;
    revoked_at: Date | null;
  };
}
