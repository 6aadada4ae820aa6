import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';

const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;
export const PASSWORD_HINT = `At least ${SHORTEST_PASSWORD} characters; a few words work well`;

/** What is wrong with a new password before it is sent. */
export const lengthProblem = (password: string): string | undefined =>
  password.length >= SHORTEST_PASSWORD ? undefined : `Use at least ${SHORTEST_PASSWORD} characters`;

/** What the server says of the password itself: it belongs at its field. */
export const passwordProblem = (error: unknown): string | undefined =>
  hasCode(error, 'auth.password-common', 'auth.password-contains-address') ? messageOf(error) : undefined;

/** What the server says of anything else: it belongs above the form. */
export const otherProblem = (error: unknown): string | undefined =>
  error && !passwordProblem(error) ? messageOf(error) : undefined;
