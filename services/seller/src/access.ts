import {
  type AccessTable,
  PUBLIC,
  permission,
  permissionInPerson,
  SERVICE,
  USER,
  USER_IN_PERSON,
} from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/sellers': PUBLIC,
  'GET /v1/sellers/:slug': PUBLIC,
  'GET /v1/seller/team': permission('team.manage'),
  'POST /v1/seller/team': permissionInPerson('team.manage'),
  'PATCH /v1/seller/team/:userId': permissionInPerson('team.manage'),
  'DELETE /v1/seller/team/:userId': permissionInPerson('team.manage'),
  'DELETE /v1/seller/team/invitations/:id': permissionInPerson('team.manage'),
  // To whom an invitation is addressed is checked against the account's own address.
  'GET /v1/seller-invitations': USER,
  'POST /v1/seller-invitations/:id/accept': USER_IN_PERSON,
  'GET /internal/stores/:slug': SERVICE,
  'POST /internal/stores': SERVICE,
};
