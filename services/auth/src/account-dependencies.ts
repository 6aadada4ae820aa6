import type { LinkSecrets } from './domain/link-secrets.ts';
import type { SessionDependencies } from './open-session.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What the routes work with that send links. */
export interface AccountDependencies extends SessionDependencies {
  readonly secrets: LinkSecrets;
  /** Names the registration that a browser has begun. */
  readonly registrationCookie: SessionCookie;
}
