import { ImpersonateBody, Impersonation } from '@haat/contracts/http/customer.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { SessionDependencies } from '../open-session.ts';
import { IMPERSONATE_ERRORS, impersonateCustomer } from './impersonate-customer.ts';

/** Long enough to look into a complaint; who needs longer says so again. */
const SECONDS = 15 * 60;

export function impersonateCustomerRoute(
  app: HttpApp,
  { database, signer }: Pick<SessionDependencies, 'database' | 'signer'>,
): void {
  app.post(
    '/v1/admin/customers/:id/impersonate',
    {
      schema: {
        summary: 'A token to act as a customer, for a quarter of an hour; the audit log has who and why',
        tags: ['admin'],
        params: IdParams,
        body: ImpersonateBody,
        response: { 200: Impersonation, ...problems(...IMPERSONATE_ERRORS) },
      },
    },
    async (request) => {
      const source = actSource(request);
      const { userId, email, sessionId, amr } = source.actor;
      const id = request.params.id as UserId;
      const { user, issuedAt } = await impersonateCustomer(database, source, id, request.body);
      const accessToken = await signer.sign(user, {
        audience: request.body.audience ?? 'store',
        // The session of who acts: with it, this ends too.
        sessionId,
        amr,
        impersonator: { userId, email },
        seconds: SECONDS,
        issuedAt,
      });
      return { user, accessToken, expiresIn: SECONDS };
    },
  );
}
