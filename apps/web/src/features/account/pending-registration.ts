import { isRecord, jsonStore } from '@/shared/lib/storage.ts';

/** Kept in this tab, so that a reload while the mail is awaited loses nothing. What proves it is a cookie. */
export const pendingRegistration = jsonStore(
  () => sessionStorage,
  'haat-registration',
  (value): value is { email: string } => isRecord(value) && typeof value.email === 'string',
);
