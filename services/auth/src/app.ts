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
import { access } from './access.ts';
import { createAccessTokenSigner } from './access-token-signer.ts';
import type { AuthConfig } from './config.ts';
import { confirmEmailVerificationRoutes } from './confirm-email-verification/confirm-email-verification.route.ts';
import { confirmRegistrationRoute } from './confirm-registration/confirm-registration.route.ts';
import { createUserRoute } from './create-user/create-user.route.ts';
import { forgetOldRegistrations } from './db/registration-repository.ts';
import { forgetOldRevocations } from './db/revocation-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { deriveKey } from './derive-key.ts';
import { createLinkSecrets } from './domain/link-secrets.ts';
import { eraseAccountRoute } from './erase-account/erase-account.route.ts';
import { events } from './events.ts';
import { exportPersonalDataRoute } from './export-personal-data/export-personal-data.route.ts';
import { followRegistrationLinkRoute } from './follow-registration-link/follow-registration-link.route.ts';
import { getJwksRoute } from './get-jwks/get-jwks.route.ts';
import { getMeRoute } from './get-me/get-me.route.ts';
import { handOverMails } from './hand-over-mails/hand-over-mails.job.ts';
import { impersonateCustomerRoute } from './impersonate-customer/impersonate-customer.route.ts';
import { listAuditLogRoute } from './list-audit-log/list-audit-log.route.ts';
import { listCustomersRoutes } from './list-customers/list-customers.route.ts';
import { listRevocationsRoute } from './list-revocations/list-revocations.route.ts';
import { logInRoute } from './log-in/log-in.route.ts';
import { logOutRoute } from './log-out/log-out.route.ts';
import { manageAddressesRoutes } from './manage-addresses/manage-addresses.route.ts';
import { manageCustomersRoutes } from './manage-customers/manage-customers.route.ts';
import { manageStaffRoutes } from './manage-staff/manage-staff.route.ts';
import { onPrivilegedAct } from './on-privileged-act/on-privileged-act.handler.ts';
import { onSellerMemberAdded } from './on-seller-member-added/on-seller-member-added.handler.ts';
import { onSellerMemberChanged } from './on-seller-member-changed/on-seller-member-changed.handler.ts';
import { onSellerMemberRemoved } from './on-seller-member-removed/on-seller-member-removed.handler.ts';
import { refreshSessionRoute } from './refresh-session/refresh-session.route.ts';
import { registerRoute } from './register/register.route.ts';
import { requestEmailVerificationRoute } from './request-email-verification/request-email-verification.route.ts';
import { resendRegistrationRoute } from './resend-registration/resend-registration.route.ts';
import { secretCookie, sessionCookie } from './session-cookie.ts';

/** As long as a registration may be gone on with. */
const REGISTRATION_SECONDS = 24 * 3600;

export async function createAuthService(config: AuthConfig, host?: ServiceHost): Promise<Service> {
  const runtime = createRuntime('auth', config, host);
  const database = openDatabase<AuthTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  const signer = await createAccessTokenSigner(config.AUTH_SIGNING_KEY);
  const secrets = createLinkSecrets(deriveKey(config.AUTH_SECRET, 'links in mails'));
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
  const dependencies = {
    database,
    signer,
    cookie: sessionCookie(config.PUBLIC_URL),
    registrationCookie: secretCookie(config.PUBLIC_URL, 'haat-registration', REGISTRATION_SECONDS),
    secrets,
    mails,
  };
  registerRoute(http, dependencies);
  confirmRegistrationRoute(http, dependencies);
  followRegistrationLinkRoute(http, dependencies);
  resendRegistrationRoute(http, dependencies);
  requestEmailVerificationRoute(http, dependencies);
  confirmEmailVerificationRoutes(http, dependencies);
  logInRoute(http, dependencies);
  refreshSessionRoute(http, dependencies);
  logOutRoute(http, dependencies);
  getMeRoute(http, dependencies);
  getJwksRoute(http, dependencies);
  manageAddressesRoutes(http, dependencies);
  exportPersonalDataRoute(http, { database, client: runtime.client });
  eraseAccountRoute(http, { ...dependencies, orders: runtime.client('order') });
  listCustomersRoutes(http, dependencies);
  manageCustomersRoutes(http, dependencies);
  impersonateCustomerRoute(http, dependencies);
  manageStaffRoutes(http, dependencies);
  listAuditLogRoute(http, dependencies);
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
      createJob({
        name: 'forget-old-revocations',
        everyMs: 10 * 60_000,
        run: () => forgetOldRevocations(database.query),
        logger: runtime.logger,
      }),
      createJob({
        name: 'forget-old-registrations',
        everyMs: 10 * 60_000,
        run: () => forgetOldRegistrations(database.query),
        logger: runtime.logger,
      }),
    ],
    close: [database.close],
  });
}
