import {
  AddStaffBody,
  ChangeStaffBody,
  StaffList,
  StaffMember,
  StaffParams,
} from '@haat/contracts/http/staff.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { listStaff } from '../db/staff-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { ADD_STAFF_ERRORS, addStaff, CHANGE_STAFF_ERRORS, changeStaff, removeStaff } from './manage-staff.ts';

export function manageStaffRoutes(app: HttpApp, { database }: { database: Database<AuthTables> }): void {
  const tags = ['admin'];
  app.get(
    '/v1/admin/staff',
    { schema: { summary: 'Who runs the market, by name', tags, response: { 200: StaffList } } },
    async () => ({ items: await listStaff(database.query) }),
  );
  app.post(
    '/v1/admin/staff',
    {
      schema: {
        summary: 'Give an account a role among the staff',
        tags,
        body: AddStaffBody,
        response: { 201: StaffMember, ...problems(...ADD_STAFF_ERRORS) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addStaff(database, actSource(request), request.body)),
  );
  app.patch(
    '/v1/admin/staff/:userId',
    {
      schema: {
        summary: 'Give a member of staff another role',
        tags,
        params: StaffParams,
        body: ChangeStaffBody,
        response: { 200: StaffMember, ...problems(...CHANGE_STAFF_ERRORS) },
      },
    },
    async (request) =>
      changeStaff(database, actSource(request), request.params.userId as UserId, request.body.role),
  );
  app.delete(
    '/v1/admin/staff/:userId',
    {
      schema: {
        summary: 'Take an account out of the staff',
        tags,
        params: StaffParams,
        response: { 204: Type.Null(), ...problems(...CHANGE_STAFF_ERRORS) },
      },
    },
    async (request, reply) => {
      await removeStaff(database, actSource(request), request.params.userId as UserId);
      return reply.code(204).send(null);
    },
  );
}
