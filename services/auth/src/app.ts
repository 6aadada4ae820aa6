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
import { createUserRoute } from './create-user/create-user.route.ts';
import { forgetOldRevocations } from './db/revocation-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { events } from './events.ts';
import { getJwksRoute } from './get-jwks/get-jwks.route.ts';
import { getMeRoute } from './get-me/get-me.route.ts';
import { listRevocationsRoute } from './list-revocations/list-revocations.route.ts';
import { logInRoute } from './log-in/log-in.route.ts';
import { logOutRoute } from './log-out/log-out.route.ts';
import { onSellerMemberAdded } from './on-seller-member-added/on-seller-member-added.handler.ts';
import { onSellerMemberChanged } from './on-seller-member-changed/on-seller-member-changed.handler.ts';
import { onSellerMemberRemoved } from './on-seller-member-removed/on-seller-member-removed.handler.ts';
import { refreshSessionRoute } from './refresh-session/refresh-session.route.ts';
import { registerRoute } from './register/register.route.ts';
import { sessionCookie } from './session-cookie.ts';

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
  const dependencies = { database, signer, cookie: sessionCookie(config.PUBLIC_URL) };
  registerRoute(http, dependencies);
  logInRoute(http, dependencies);
  refreshSessionRoute(http, dependencies);
  logOutRoute(http, dependencies);
  getMeRoute(http, dependencies);
  getJwksRoute(http, dependencies);
  createUserRoute(http, dependencies);
  listRevocationsRoute(http, dependencies);

  return assembleService(runtime, {
    http,
    events,
    handlers: [onSellerMemberAdded, onSellerMemberChanged, onSellerMemberRemoved],
    inbox: createPgInbox(database),
    ...postgresOutbox(runtime, database),
    jobs: [
      createJob({
        name: 'forget-old-revocations',
        everyMs: 10 * 60_000,
        run: () => forgetOldRevocations(database.query),
        logger: runtime.logger,
      }),
    ],
    close: [database.close],
  });
}
