import type { PasskeyAssertion } from '@haat/contracts/http/factors.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { AccountSource } from './account-source.ts';
import { recordAccountEvent } from './db/account-event-repository.ts';
import type { PasskeyPurpose } from './db/factor-tables.ts';
import { advancePasskey, findPasskey, usePasskeyChallenge } from './db/passkey-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { type AuthenticationMethod, passkeyMethods } from './domain/authentication-methods.ts';
import { PasskeyRefused, PasskeyUnknown } from './domain/factor.errors.ts';
import type { RelyingParty } from './relying-party.ts';

export interface PasskeyDependencies {
  readonly database: Database<AuthTables>;
  readonly relyingParty: RelyingParty;
}

export interface ProvenByPasskey {
  readonly userId: UserId;
  readonly passkeyId: string;
  readonly amr: readonly AuthenticationMethod[];
}

export const CHECK_PASSKEY_ERRORS = [PasskeyRefused, PasskeyUnknown] as const;

/**
 * Whose key it is that answered one of our challenges. The challenge is used up whatever comes of it.
 * @throws auth.passkey-unknown, auth.passkey-refused
 */
export async function checkPasskey(
  { database, relyingParty }: PasskeyDependencies,
  assertion: PasskeyAssertion,
  { purpose, boundTo }: { readonly purpose: PasskeyPurpose; readonly boundTo: string | null },
  source: AccountSource,
): Promise<ProvenByPasskey> {
  const challenge = relyingParty.challengeOf(assertion);
  if (!challenge || !(await usePasskeyChallenge(database.query, purpose, boundTo, challenge))) {
    throw PasskeyRefused();
  }
  const passkey = await findPasskey(database.query, Buffer.from(assertion.id, 'base64url'));
  if (!passkey) throw PasskeyUnknown();
  const counter = await relyingParty.verifyAssertion(assertion, challenge, passkey);
  const isGood = counter !== undefined && (await advancePasskey(database.query, passkey.id, counter));
  if (!isGood) {
    // Perhaps a copy of it, whose count lags behind: the owner is to know.
    await recordAccountEvent(database, passkey.user_id, 'passkey-refused', source, passkey.name);
    throw PasskeyRefused();
  }
  return { userId: passkey.user_id, passkeyId: passkey.id, amr: passkeyMethods(passkey.is_synced) };
}
