import type { OrderId, PaymentId, UserId } from '@haat/contracts/ids.ts';
import type { Generated, Selectable } from 'kysely';

export interface PaymentTables {
  payments: {
    id: PaymentId;
    order_id: OrderId;
    order_number: string;
    email: string;
    amount: number;
    currency: string;
    status: Generated<'pending' | 'succeeded' | 'cancelled'>;
    intent_id: string | null;
    client_secret: string | null;
    refunded: Generated<number>;
    version: Generated<number>;
    created_at: Generated<Date>;
    succeeded_at: Date | null;
    reconciled_at: Generated<Date>;
  };
  customers: {
    user_id: UserId;
    provider_id: string;
    created_at: Generated<Date>;
    forget_at: Date | null;
  };
  webhook_events: { id: string; type: string; outcome: string; received_at: Generated<Date> };
  refunds: {
    id: string;
    payment_id: PaymentId;
    requested_amount: number | null;
    amount: number | null;
    reason: string;
    status: Generated<'requested' | 'succeeded' | 'refused'>;
    provider_id: string | null;
    failure: string | null;
    created_at: Generated<Date>;
    settled_at: Date | null;
  };
  ledger_entries: {
    id: string;
    transaction_id: string;
    account: LedgerAccount;
    amount: number;
    currency: string;
    payment_id: PaymentId;
    note: string;
    at: Generated<Date>;
  };
}

/** What the provider holds for us; what we owe for paid orders that are not settled with their sellers. */
export type LedgerAccount = 'provider_balance' | 'orders_payable';
export type PaymentRow = Selectable<PaymentTables['payments']>;
