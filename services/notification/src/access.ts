import { type AccessTable, SERVICE, USER, USER_IN_PERSON } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/notifications': USER,
  'POST /v1/notifications/:id/read': USER,
  'GET /v1/notifications/preferences': USER,
  'PATCH /v1/notifications/preferences': USER_IN_PERSON,
  'POST /internal/mails': SERVICE,
  'POST /internal/personal-data': SERVICE,
};
