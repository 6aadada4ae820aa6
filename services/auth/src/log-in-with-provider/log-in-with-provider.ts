import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import type { SessionSource } from '../account-source.ts';
import { openAccount } from '../create-account.ts';
import { findIdentityOwner, markIdentityUsed } from '../db/identity-repository.ts';
import { CHALLENGE_SECONDS, insertLogInChallenge } from '../db/login-challenge-repository.ts';
import type { Registration } from '../db/registration-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserByEmail, holdUser } from '../db/user-repository.ts';
import { findWaysIn } from '../db/ways-in-repository.ts';
import { EmailMissing, IdentityTaken, ProviderRefused } from '../domain/factor.errors.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import { type LogInOutcome, passFirstStep } from '../finish-log-in.ts';
import { FINISH_VISIT_ERRORS, finishVisit, type VisitDependencies, type VisitReturn } from '../oidc/visit.ts';
import { beginRegistration } from '../register/register.ts';

export const LOG_IN_WITH_PROVIDER_ERRORS = [
  ...FINISH_VISIT_ERRORS,
  EmailMissing,
  AccountDisabled,
  IdentityTaken,
] as const;

type Dependencies = VisitDependencies & Pick<AccountDependencies, 'secrets' | 'mails'>;

/** Or a registration: the address is for us to verify. */
export type ProviderLogInOutcome =
  | LogInOutcome
  | {
      readonly kind: 'registration';
      readonly registration: Registration;
      readonly browserSecret: string;
    };

/**
 * An account at a provider opens the account that it is linked to, and no other: never one that only has the same address.
 * Where nobody has the address and the provider has verified it, there is a new account; where it has not, our own mail
 * verifies it first, and the answer does not tell whether there is an account. Who has an account of a verified address
 * proves that it is theirs by the ways in of before, and then the two are linked.
 * @throws auth.provider-unknown, auth.provider-unavailable, auth.provider-declined, auth.provider-refused,
 * auth.provider-email-missing, auth.account-disabled, auth.identity-taken
 */
export async function logInWithProvider(
  dependencies: Dependencies,
  back: VisitReturn,
  source: SessionSource,
): Promise<ProviderLogInOutcome> {
  const account = await finishVisit(dependencies, back, { purpose: 'log-in', sessionId: null });
  return dependencies.database.transaction(async (unit) => {
    const owner = await findIdentityOwner(unit.query, account);
    if (owner) return enter(unit, dependencies, owner, account, source);
    const { email } = account;
    if (email === null) throw EmailMissing();
    const fields = {
      email,
      name: account.name ?? email.replace(/@.*/, ''),
      passwordHash: null,
      identity: account,
    };
    if (!account.isEmailVerified) {
      return { kind: 'registration', ...(await beginRegistration(unit, dependencies, fields)) };
    }
    const session = await openAccount(unit, dependencies, fields, source);
    return session ? { kind: 'session', session } : askToLink(unit, dependencies, account, email);
  });
}

async function enter(
  unit: UnitOfWork<AuthTables>,
  dependencies: Dependencies,
  owner: UserId,
  account: ProviderAccount,
  source: SessionSource,
): Promise<LogInOutcome> {
  const user = await holdUser(unit.query, owner);
  if (!user) throw ProviderRefused();
  await markIdentityUsed(unit.query, account);
  return passFirstStep(unit, dependencies, user, { amr: ['fed'], identity: null }, source);
}

/** The account of that address may be somebody else's, also one who took it before its owner came. */
async function askToLink(
  unit: UnitOfWork<AuthTables>,
  { providers }: Dependencies,
  identity: ProviderAccount,
  email: string,
): Promise<LogInOutcome> {
  const holder = await findUserByEmail(unit.query, email);
  if (!holder) throw ProviderRefused();
  const { hasPassword, passkeys } = await findWaysIn(unit.query, holder.id);
  const link = { user: holder, amr: [], identity };
  const challenge = await insertLogInChallenge(unit.query, 'link', link);
  return {
    kind: 'challenge',
    challenge: {
      kind: 'link',
      challenge,
      methods: [
        ...(hasPassword ? (['password'] as const) : []),
        ...(passkeys > 0 ? (['passkey'] as const) : []),
      ],
      expiresIn: CHALLENGE_SECONDS,
      link: { provider: providers.find(identity.provider), email: holder.email },
    },
  };
}
