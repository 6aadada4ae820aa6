import { RegisterBody, Role, User } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { SessionDependencies } from '../open-session.ts';
import { CREATE_USER_ERRORS, createUser } from './create-user.ts';

const CreateUserBody = Type.Object(
  { ...RegisterBody.properties, roles: Type.Array(Role, { minItems: 1 }) },
  { additionalProperties: false },
);

/** Accounts that do not come from the sign-up form: the first administrator, demo accounts. */
export function createUserRoute(app: HttpApp, { database }: Pick<SessionDependencies, 'database'>): void {
  app.post(
    '/internal/users',
    {
      schema: {
        summary: 'Create an account with roles',
        tags: ['internal'],
        body: CreateUserBody,
        response: { 201: User, ...problems(...CREATE_USER_ERRORS) },
      },
    },
    async (request, reply) => {
      const { roles, ...account } = request.body;
      return reply.code(201).send(await createUser(database, account, roles));
    },
  );
}
