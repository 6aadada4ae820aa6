import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { v7 as uuidv7 } from 'uuid';
import type { LedgerAccount, PaymentRow, PaymentTables } from './tables.ts';

/** Books an amount from one account to another: credit and debit in one transaction, which the database checks. */
export async function book(
  unit: UnitOfWork<PaymentTables>,
  payment: PaymentRow,
  entry: { debit: LedgerAccount; credit: LedgerAccount; amount: number; note: string },
): Promise<void> {
  const common = {
    transaction_id: uuidv7(),
    currency: payment.currency,
    payment_id: payment.id,
    note: entry.note,
  };
  await unit.query
    .insertInto('ledger_entries')
    .values([
      { ...common, id: uuidv7(), account: entry.debit, amount: entry.amount },
      { ...common, id: uuidv7(), account: entry.credit, amount: -entry.amount },
    ])
    .execute();
}
