import type { Role } from '@haat/contracts/http/auth.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import type { Generated } from 'kysely';

export interface AuthTables {
  users: {
    id: UserId;
    email: string;
    name: string;
    password_hash: string;
    roles: Generated<Role[]>;
    seller_id: SellerId | null;
    seller_role: SellerRole | null;
    staff_role: StaffRole | null;
    membership_sequence: Generated<number>;
    version: Generated<number>;
    created_at: Generated<Date>;
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
