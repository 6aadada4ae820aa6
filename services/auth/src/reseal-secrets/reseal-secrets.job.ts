import type { UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import type { AuthTables } from '../db/tables.ts';
import { listSealedSecrets, replaceSealedSecret } from '../db/totp-repository.ts';
import type { Seal } from '../seal.ts';

const BATCH = 500;

export interface ResealDependencies {
  readonly database: Database<AuthTables>;
  readonly seal: Seal;
  readonly logger: Logger;
}

/**
 * Closes the secrets of authenticators anew that lie under a key of before, also those of people who do not come: without
 * it AUTH_SECRET_PREVIOUS could never go. The log says when it can.
 */
export async function resealSecrets({
  database: { query },
  seal,
  logger,
}: ResealDependencies): Promise<void> {
  const counts = { resealed: 0, unreadable: 0 };
  let after: UserId | undefined;
  for (;;) {
    const batch = await listSealedSecrets(query, after, BATCH);
    for (const secret of batch) {
      const opened = seal.open(secret.sealed, secret.userId);
      if (!opened) counts.unreadable += 1;
      else if (opened.isStale) {
        const anew = seal.close(opened.plain, secret.userId);
        if (await replaceSealedSecret(query, secret, anew)) counts.resealed += 1;
      }
    }
    after = batch.at(-1)?.userId;
    if (batch.length < BATCH) break;
  }
  if (counts.resealed > 0 || counts.unreadable > 0) {
    logger.warn(counts, 'secrets of authenticators were closed anew under AUTH_SECRET');
  } else {
    logger.info('no secret of an authenticator needs AUTH_SECRET_PREVIOUS any more');
  }
}
