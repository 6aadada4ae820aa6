import { hasCode, messageOf } from '../../shared/lib/api-problem.ts';

/** Too many attempts: for how long, and what helps. Undefined for any other problem. */
export function waitWords(error: unknown): string | undefined {
  if (!hasCode(error, 'auth.too-many-attempts')) return undefined;
  const seconds = Number(error.meta.retryAfterSeconds);
  if (!Number.isFinite(seconds)) return messageOf(error);
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return `Too many attempts in a row. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or set a new password by mail.`;
}
