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

/** The statement behind {@link book}, for use inside a larger one; a `where` may follow it. */
export function booking(payment: PaymentRow, entry: LedgerEntry): RawBuilder<unknown> {
  const transaction = uuidv7();
  return sql`insert into ledger_entries (id, transaction_id, payment_id, account, amount, currency, note)
    select id, ${transaction}::uuid, ${payment.id}::uuid, account, amount, ${payment.currency}, ${entry.note}
    from (values
      (${uuidv7()}::uuid, ${entry.debit}, ${entry.amount}::bigint),
      (${uuidv7()}::uuid, ${entry.credit}, ${-entry.amount}::bigint)
    ) as side (id, account, amount)`;
}
