import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  postgresOutbox,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { exposeCount } from '@haat/platform/telemetry/metrics.ts';
import { access } from './access.ts';
import { cancelFactorRemovalRoutes } from './cancel-factor-removal/cancel-factor-removal.route.ts';
import { carryOutFactorRemovals } from './carry-out-factor-removals/carry-out-factor-removals.job.ts';
import { changePasswordRoute } from './change-password/change-password.route.ts';
import type { AuthConfig } from './config.ts';
import { confirmEmailChangeRoute } from './confirm-email-change/confirm-email-change.route.ts';
import { confirmEmailVerificationRoutes } from './confirm-email-verification/confirm-email-verification.route.ts';
import { confirmRegistrationRoute } from './confirm-registration/confirm-registration.route.ts';
import { createUserRoute } from './create-user/create-user.route.ts';
import { forgetOldLogIns } from './db/forget-old-log-ins.ts';
import { forgetOldGuesses } from './db/guess-repository.ts';
import { VISIT_SECONDS } from './db/provider-visit-repository.ts';
import { forgetOldRegistrations } from './db/registration-repository.ts';
import { forgetOldRevocations } from './db/revocation-repository.ts';
import { forgetOldSessions } from './db/session-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { keyRing } from './derive-key.ts';
import { createLinkSecrets } from './domain/link-secrets.ts';
import { endSessionRoute } from './end-session/end-session.route.ts';
import { endSessionsRoute } from './end-sessions/end-sessions.route.ts';
import { eraseAccountRoute } from './erase-account/erase-account.route.ts';
import { events } from './events.ts';
import { exportPersonalDataRoute } from './export-personal-data/export-personal-data.route.ts';
import { followRegistrationLinkRoute } from './follow-registration-link/follow-registration-link.route.ts';
import { getJwksRoute } from './get-jwks/get-jwks.route.ts';
import { getMeRoute } from './get-me/get-me.route.ts';
import { handOverMails } from './hand-over-mails/hand-over-mails.job.ts';
import { impersonateCustomerRoute } from './impersonate-customer/impersonate-customer.route.ts';
import { createKnownDevices } from './known-device.ts';
import { identityRoutes } from './link-identity/link-identity.route.ts';
import { listAccountEventsRoute } from './list-account-events/list-account-events.route.ts';
import { listAuditLogRoute } from './list-audit-log/list-audit-log.route.ts';
import { listCustomersRoutes } from './list-customers/list-customers.route.ts';
import { listRevocationsRoute } from './list-revocations/list-revocations.route.ts';
import { listSessionsRoute } from './list-sessions/list-sessions.route.ts';
import { listSigningKeysRoute } from './list-signing-keys/list-signing-keys.route.ts';
import { listWaysInRoute } from './list-ways-in/list-ways-in.route.ts';
import { logInRoute } from './log-in/log-in.route.ts';
import { logInWithPasskeyRoutes } from './log-in-with-passkey/log-in-with-passkey.route.ts';
import { logInWithProviderRoutes } from './log-in-with-provider/log-in-with-provider.route.ts';
import { logOutRoute } from './log-out/log-out.route.ts';
import { manageAddressesRoutes } from './manage-addresses/manage-addresses.route.ts';
import { manageCustomersRoutes } from './manage-customers/manage-customers.route.ts';
import { manageFactorRemovalRoutes } from './manage-factor-removal/manage-factor-removal.route.ts';
import { passkeyRoutes } from './manage-passkeys/manage-passkeys.route.ts';
import { manageStaffRoutes } from './manage-staff/manage-staff.route.ts';
import { totpRoutes } from './manage-totp/manage-totp.route.ts';
import { readProviders } from './oidc/provider-config.ts';
import { createProviders } from './oidc/providers.ts';
import { onPrivilegedAct } from './on-privileged-act/on-privileged-act.handler.ts';
import { onSellerMemberAdded } from './on-seller-member-added/on-seller-member-added.handler.ts';
import { onSellerMemberChanged } from './on-seller-member-changed/on-seller-member-changed.handler.ts';
import { onSellerMemberRemoved } from './on-seller-member-removed/on-seller-member-removed.handler.ts';
import { passSecondFactorRoutes } from './pass-second-factor/pass-second-factor.route.ts';
import { passwordWork } from './passwords/password.ts';
import { reauthenticateRoutes } from './reauthenticate/reauthenticate.route.ts';
import { refreshSessionRoute } from './refresh-session/refresh-session.route.ts';
import { registerRoute } from './register/register.route.ts';
import { createRelyingParty } from './relying-party.ts';
import { requestEmailChangeRoute } from './request-email-change/request-email-change.route.ts';
import { requestEmailVerificationRoute } from './request-email-verification/request-email-verification.route.ts';
import { requestPasswordResetRoute } from './request-password-reset/request-password-reset.route.ts';
import { resealSecrets } from './reseal-secrets/reseal-secrets.job.ts';
import { resendRegistrationRoute } from './resend-registration/resend-registration.route.ts';
import { resetPasswordRoute } from './reset-password/reset-password.route.ts';
import { rotateSigningKeyRoute } from './rotate-signing-key/rotate-signing-key.route.ts';
import { createSeal } from './seal.ts';
import { secretCookie, sessionCookie } from './session-cookie.ts';
import { openSigningKeyRing } from './signing-keys/signing-key-ring.ts';
import { updateProfileRoute } from './update-profile/update-profile.route.ts';

/** As long as a registration may be gone on with. */
const REGISTRATION_SECONDS = 24 * 3600;
/** No browser keeps a cookie longer. */
const DEVICE_SECONDS = 400 * 24 * 3600;

export async function createAuthService(config: AuthConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('auth', config, host);
  const database = openDatabase<AuthTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  exposeCount(runtime.metrics, 'password_hashes', 'argon2 runs since the start', () => passwordWork.hashed);
  exposeCount(
    runtime.metrics,
    'password_queue_refused',
    'Log-ins and the like that were refused because too many waited, since the start',
    () => passwordWork.refused,
  );
  const keysFor = keyRing(config);
  const keys = await openSigningKeyRing({
    database,
    seal: createSeal(keysFor('signing keys')),
    logger: runtime.logger,
    firstKey: config.AUTH_SIGNING_KEY,
    days: config.AUTH_SIGNING_KEY_DAYS,
  });
  const secrets = createLinkSecrets(keysFor('links in mails'));
  const notification = runtime.client('notification');
  const mails = createJob({
    name: 'hand-over-mails',
    everyMs: 2_000,
    run: () =>
      handOverMails({
        database,
        secrets,
        notification,
        logger: runtime.logger,
      }),
    logger: runtime.logger,
  });
  const removals = createJob({
    name: 'carry-out-factor-removals',
    everyMs: 10_000,
    run: () => carryOutFactorRemovals({ database, mails, logger: runtime.logger }),
    logger: runtime.logger,
  });
  const dependencies = {
    database,
    signer: keys.signer,
    cookie: sessionCookie(config.PUBLIC_URL),
    devices: createKnownDevices(
      keysFor('known devices'),
      secretCookie(config.PUBLIC_URL, 'haat-device', DEVICE_SECONDS),
    ),
    registrationCookie: secretCookie(config.PUBLIC_URL, 'haat-registration', REGISTRATION_SECONDS),
    secrets,
    mails,
    removals,
    removalHours: config.FACTOR_REMOVAL_HOURS,
    staffMfa: config.STAFF_MFA,
    seal: createSeal(keysFor('secrets of one-time codes'), (userId) =>
      runtime.logger.error(
        { userId },
        'the secret of an authenticator opens neither under AUTH_SECRET nor under AUTH_SECRET_PREVIOUS',
      ),
    ),
    relyingParty: createRelyingParty(config.PUBLIC_URL),
    providers: createProviders(readProviders(config.OIDC_PROVIDERS), {
      publicUrl: config.PUBLIC_URL,
      logger: runtime.logger,
    }),
    visitCookie: secretCookie(config.PUBLIC_URL, 'haat-visit', VISIT_SECONDS),
  };
  registerRoute(http, dependencies);
  confirmRegistrationRoute(http, dependencies);
  followRegistrationLinkRoute(http, dependencies);
  resendRegistrationRoute(http, dependencies);
  requestEmailVerificationRoute(http, dependencies);
  confirmEmailVerificationRoutes(http, dependencies);
  logInRoute(http, dependencies);
  passSecondFactorRoutes(http, dependencies);
  logInWithPasskeyRoutes(http, dependencies);
  logInWithProviderRoutes(http, dependencies);
  refreshSessionRoute(http, dependencies);
  logOutRoute(http, dependencies);
  requestPasswordResetRoute(http, dependencies);
  resetPasswordRoute(http, dependencies);
  changePasswordRoute(http, dependencies);
  requestEmailChangeRoute(http, dependencies);
  confirmEmailChangeRoute(http, dependencies);
  listSessionsRoute(http, dependencies);
  endSessionRoute(http, dependencies);
  endSessionsRoute(http, dependencies);
  getMeRoute(http, dependencies);
  updateProfileRoute(http, dependencies);
  listWaysInRoute(http, dependencies);
  listAccountEventsRoute(http, dependencies);
  reauthenticateRoutes(http, dependencies);
  totpRoutes(http, dependencies);
  cancelFactorRemovalRoutes(http, dependencies);
  passkeyRoutes(http, dependencies);
  identityRoutes(http, dependencies);
  getJwksRoute(http, dependencies);
  manageAddressesRoutes(http, dependencies);
  exportPersonalDataRoute(http, { database, client: runtime.client });
  eraseAccountRoute(http, { ...dependencies, orders: runtime.client('order') });
  listCustomersRoutes(http, dependencies);
  manageCustomersRoutes(http, dependencies);
  impersonateCustomerRoute(http, dependencies);
  manageFactorRemovalRoutes(http, dependencies);
  manageStaffRoutes(http, dependencies);
  listAuditLogRoute(http, dependencies);
  listSigningKeysRoute(http, { keys });
  rotateSigningKeyRoute(http, { database, keys });
  createUserRoute(http, dependencies);
  listRevocationsRoute(http, dependencies);

  return assembleService(runtime, {
    http,
    events,
    handlers: [onPrivilegedAct, onSellerMemberAdded, onSellerMemberChanged, onSellerMemberRemoved],
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    jobs: [
      mails,
      removals,
      createJob({
        name: 'reseal-secrets',
        everyMs: 10 * 60_000,
        run: async () => {
          if (config.AUTH_SECRET_PREVIOUS === undefined) return;
          const seal = createSeal(keysFor('secrets of one-time codes'));
          await resealSecrets({ database, seal, logger: runtime.logger });
        },
        logger: runtime.logger,
      }),
      createJob({
        name: 'tend-signing-keys',
        everyMs: 10_000,
        run: keys.tend,
        logger: runtime.logger,
      }),
      createJob({
        name: 'forget-what-is-over',
        everyMs: 10 * 60_000,
        run: async () => {
          await forgetOldRevocations(database.query);
          await forgetOldRegistrations(database.query);
          await forgetOldSessions(database.query);
          await forgetOldGuesses(database.query);
          await forgetOldLogIns(database.query);
        },
        logger: runtime.logger,
      }),
    ],
    close: [database.close],
  });
}
