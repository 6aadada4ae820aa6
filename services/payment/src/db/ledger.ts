import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LedgerAccount, PaymentRow, PaymentTables } from './tables.ts';

export interface LedgerEntry {
  readonly debit: LedgerAccount;
  readonly credit: LedgerAccount;
  readonly amount: number;
  readonly note: string;
}

/** An amount goes from one account to another: credit and debit in one transaction, which the database checks. */
export async function book(
  unit: UnitOfWork<PaymentTables>,
  payment: PaymentRow,
  entry: LedgerEntry,
): Promise<void> {
  await booking(payment, entry).execute(unit.query);
}

/** The statement behind {@link book}, for use inside a larger one. */
export function booking(payment: PaymentRow, entry: LedgerEntry): RawBuilder<unknown> {
  const transaction = uuidv7();
  return sql`insert into ledger_entries (id, transaction_id, payment_id, account, amount, currency, note)
    values
      (${uuidv7()}, ${transaction}, ${payment.id}, ${entry.debit}, ${entry.amount}, ${payment.currency}, ${entry.note}),
      (${uuidv7()}, ${transaction}, ${payment.id}, ${entry.credit}, ${-entry.amount}, ${payment.currency}, ${entry.note})`;
}
