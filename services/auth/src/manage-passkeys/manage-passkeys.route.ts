import { Passkey, PasskeyBody, PasskeyCreation, RenamePasskeyBody } from '@haat/contracts/http/factors.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import type { PasskeyDependencies } from '../check-passkey.ts';
import type { PasskeyRow } from '../db/passkey-repository.ts';
import type { SessionDependencies } from '../open-session.ts';
import {
  ADD_PASSKEY_ERRORS,
  addPasskey,
  BEGIN_PASSKEY_ERRORS,
  beginPasskey,
  REMOVE_PASSKEY_ERRORS,
  RENAME_PASSKEY_ERRORS,
  removePasskey,
  renamePasskey,
} from './manage-passkeys.ts';

export function passkeyRoutes(
  app: HttpApp,
  dependencies: PasskeyDependencies & Pick<SessionDependencies, 'mails'>,
): void {
  const tags = ['auth'];
  app.post(
    '/v1/auth/passkeys/options',
    {
      schema: {
        summary: 'What a browser needs to make a passkey',
        tags,
        response: { 200: PasskeyCreation, ...problems(...BEGIN_PASSKEY_ERRORS) },
      },
    },
    async (request) => beginPasskey(dependencies, requireUser(request.actor)),
  );
  app.post(
    '/v1/auth/passkeys',
    {
      schema: {
        summary: 'Add the passkey that the browser made',
        tags,
        body: PasskeyBody,
        response: { 201: Passkey, ...problems(...ADD_PASSKEY_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      const passkey = await addPasskey(dependencies, actor, request.body, accountSource(request));
      return reply.code(201).send(toPasskey(passkey));
    },
  );
  app.patch(
    '/v1/auth/passkeys/:id',
    {
      schema: {
        summary: 'Rename a passkey',
        tags,
        params: IdParams,
        body: RenamePasskeyBody,
        response: { 200: Passkey, ...problems(...RENAME_PASSKEY_ERRORS) },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      const { id } = request.params;
      return toPasskey(
        await renamePasskey(dependencies, actor, id, request.body.name, accountSource(request)),
      );
    },
  );
  app.delete(
    '/v1/auth/passkeys/:id',
    {
      schema: {
        summary: 'Remove a passkey',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(...REMOVE_PASSKEY_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      await removePasskey(dependencies, actor, request.params.id, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}

export const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  isSynced: row.is_synced,
});
