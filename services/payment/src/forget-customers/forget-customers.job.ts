import type { Logger } from '@haat/platform/telemetry/logger.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { customersToForget, deleteCustomer } from '../db/customer-repository.ts';

const AT_ONCE = 20;

/** The cards of accounts that are gone go at the provider too. */
export async function forgetCustomers({
  database,
  stripe,
  logger,
}: PaymentDependencies & { readonly logger: Logger }): Promise<void> {
  for (const { user_id, provider_id } of await customersToForget(database.query, AT_ONCE)) {
    await stripe
      .deleteCustomer(provider_id)
      .then(() => deleteCustomer(database.query, user_id))
      .catch((error: unknown) => logger.warn({ err: error }, 'a customer will be forgotten later'));
  }
}
