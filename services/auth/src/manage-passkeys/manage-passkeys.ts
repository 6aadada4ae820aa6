import type { PasskeyAttestation, PasskeyCreation } from '@haat/contracts/http/factors.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { AccountSource } from '../account-source.ts';
import type { PasskeyDependencies } from '../check-passkey.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import {
  deletePasskey,
  insertPasskey,
  insertPasskeyChallenge,
  listPasskeys,
  type PasskeyRow,
  renamePasskey as storePasskeyName,
  usePasskeyChallenge,
} from '../db/passkey-repository.ts';
import { findUserById } from '../db/user-repository.ts';
import {
  lockWaysIn,
  requireAnotherWayIn,
  requireProvenAddress,
  requireRecentAuthentication,
} from '../db/ways-in-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import {
  EmailUnproven,
  LastWayIn,
  PasskeyNotFound,
  PasskeyRefused,
  PasskeyThere,
  Reauthenticate,
  TooManyPasskeys,
} from '../domain/factor.errors.ts';
import type { SessionDependencies } from '../open-session.ts';
import { tellOwner } from '../tell-owner.ts';

export const BEGIN_PASSKEY_ERRORS = [Reauthenticate, EmailUnproven, TooManyPasskeys, SessionEnded] as const;
export const ADD_PASSKEY_ERRORS = [
  Reauthenticate,
  EmailUnproven,
  TooManyPasskeys,
  PasskeyRefused,
  PasskeyThere,
  SessionEnded,
] as const;
export const RENAME_PASSKEY_ERRORS = [PasskeyNotFound] as const;
export const REMOVE_PASSKEY_ERRORS = [SessionEnded, Reauthenticate, PasskeyNotFound, LastWayIn] as const;

/** More than anybody has devices; every log-in with a second step names them all. */
const MOST_PASSKEYS = 20;

/** @throws auth.reauthenticate, auth.email-unproven, auth.too-many-passkeys, auth.session-ended */
export async function beginPasskey(
  { database: { query }, relyingParty }: PasskeyDependencies,
  actor: UserActor,
): Promise<PasskeyCreation> {
  await requireRecentAuthentication(query, actor);
  await requireProvenAddress(query, actor);
  const user = await findUserById(query, actor.userId);
  if (!user) throw SessionEnded();
  const known = await listPasskeys(query, actor);
  if (known.length >= MOST_PASSKEYS) throw TooManyPasskeys();
  const challenge = await insertPasskeyChallenge(query, 'registration', actor.sessionId);
  return relyingParty.creation(challenge, user, known);
}

/** @throws auth.reauthenticate, auth.email-unproven, auth.too-many-passkeys, auth.passkey-refused, auth.passkey-there,
 * auth.session-ended */
export async function addPasskey(
  dependencies: PasskeyDependencies & Pick<SessionDependencies, 'mails'>,
  actor: UserActor,
  { name, credential }: { readonly name: string; readonly credential: PasskeyAttestation },
  source: AccountSource,
): Promise<PasskeyRow> {
  const { database, relyingParty } = dependencies;
  await requireRecentAuthentication(database.query, actor);
  await requireProvenAddress(database.query, actor);
  const challenge = relyingParty.challengeOf(credential);
  const isOurs =
    challenge !== undefined &&
    (await usePasskeyChallenge(database.query, 'registration', actor.sessionId, challenge));
  const made = isOurs ? await relyingParty.verifyCreation(credential, challenge) : undefined;
  if (!made) throw PasskeyRefused();
  return database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    if ((await listPasskeys(unit.query, actor)).length >= MOST_PASSKEYS) throw TooManyPasskeys();
    const { transports } = credential.response;
    const passkey = await insertPasskey(unit.query, actor.userId, { ...made, transports, name: name.trim() });
    if (!passkey) throw PasskeyThere();
    await tellOwner(unit, dependencies, user, 'passkey-added', source, passkey.name);
    return passkey;
  });
}

/** @throws auth.passkey-not-found */
export async function renamePasskey(
  { database }: Pick<PasskeyDependencies, 'database'>,
  actor: UserActor,
  id: string,
  name: string,
  source: AccountSource,
): Promise<PasskeyRow> {
  return database.transaction(async (unit) => {
    const passkey = await storePasskeyName(unit.query, actor, id, name.trim());
    if (!passkey) throw PasskeyNotFound();
    await recordAccountEvent(unit, actor.userId, 'passkey-renamed', source, passkey.name);
    return passkey;
  });
}

/** @throws auth.passkey-not-found, auth.reauthenticate, auth.last-way-in */
export async function removePasskey(
  dependencies: Pick<SessionDependencies, 'database' | 'mails'>,
  actor: UserActor,
  id: string,
  source: AccountSource,
): Promise<void> {
  await dependencies.database.transaction(async (unit) => {
    if (!(await listPasskeys(unit.query, actor)).some((each) => each.id === id)) throw PasskeyNotFound();
    const user = await lockWaysIn(unit.query, actor);
    await requireRecentAuthentication(unit.query, actor);
    const passkey = await deletePasskey(unit.query, actor, id);
    if (!passkey) throw PasskeyNotFound();
    await requireAnotherWayIn(unit.query, actor);
    await tellOwner(unit, dependencies, user, 'passkey-removed', source, passkey.name);
  });
}
