import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import type { Generated } from 'kysely';
import type { OptionalMailKind } from '../domain/mail-kinds.ts';

export interface NotificationTables {
  mail_preferences: {
    user_id: string;
    kind: OptionalMailKind;
    enabled: boolean;
    changed_at: Generated<Date>;
  };
  people: { user_id: UserId; email: string; name: string; sequence: number };
  store_members: { user_id: UserId; store_id: SellerId | null; role: SellerRole | null; sequence: number };
  deliveries: {
    id: string;
    dedupe_key: string;
    recipient: string;
    subject: string;
    text_body: string;
    html_body: string;
    secret: Generated<boolean>;
    expires_at: Date | null;
    status: Generated<'pending' | 'sent' | 'failed'>;
    attempts: Generated<number>;
    next_attempt_at: Generated<Date>;
    last_error: string | null;
    created_at: Generated<Date>;
    sent_at: Date | null;
  };
  inbox_messages: {
    id: string;
    dedupe_key: string;
    recipient: string;
    title: string;
    body: string;
    link: string | null;
    created_at: Generated<Date>;
    read_at: Date | null;
  };
}
