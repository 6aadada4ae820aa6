import { AddressBook, SaveAddressBody, SavedAddress } from '@haat/contracts/http/address.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { listAddresses } from '../db/address-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import {
  ADD_ADDRESS_ERRORS,
  addAddress,
  CHANGE_ADDRESS_ERRORS,
  changeAddress,
  removeAddress,
} from './manage-addresses.ts';

export function manageAddressesRoutes(app: HttpApp, { database }: { database: Database<AuthTables> }): void {
  const tags = ['account'];
  app.get(
    '/v1/account/addresses',
    { schema: { summary: "The caller's addresses", tags, response: { 200: AddressBook } } },
    async (request) => ({ items: await listAddresses(database.query, requireUser(request.actor)) }),
  );
  app.post(
    '/v1/account/addresses',
    {
      schema: {
        summary: 'Keep an address for the next order',
        tags,
        body: SaveAddressBody,
        response: { 201: SavedAddress, ...problems(...ADD_ADDRESS_ERRORS) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addAddress(database, requireUser(request.actor), request.body)),
  );
  app.put(
    '/v1/account/addresses/:id',
    {
      schema: {
        summary: 'Change a kept address',
        tags,
        params: IdParams,
        body: SaveAddressBody,
        response: { 200: SavedAddress, ...problems(...CHANGE_ADDRESS_ERRORS) },
      },
    },
    async (request) => changeAddress(database, requireUser(request.actor), request.params.id, request.body),
  );
  app.delete(
    '/v1/account/addresses/:id',
    {
      schema: {
        summary: 'Forget a kept address',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(...CHANGE_ADDRESS_ERRORS) },
      },
    },
    async (request, reply) => {
      await removeAddress(database, requireUser(request.actor), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
