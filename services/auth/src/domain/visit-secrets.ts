import { createHmac } from 'node:crypto';

/** What a provider is shown of a visit. */
export interface VisitSecrets {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636): 43 characters. */
  readonly codeVerifier: string;
}

/** All of it follows from what the browser has in its cookie, so that nothing of it needs to be kept. */
export function visitSecrets(secret: string): VisitSecrets {
  const derive = (use: string) => createHmac('sha256', secret).update(use).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), codeVerifier: derive('code verifier') };
}
