import { type AccessTable, SERVICE, USER } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/notifications': USER,
  'POST /v1/notifications/:id/read': USER,
  'POST /internal/mails': SERVICE,
  'POST /internal/personal-data': SERVICE,
};
