import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { AccessTokenSigner } from '../access-token-signer.ts';

export function getJwksRoute(app: HttpApp, { signer }: { signer: AccessTokenSigner }): void {
  app.get(
    '/.well-known/jwks.json',
    { schema: { summary: 'Public keys of the access tokens (RFC 7517)', tags: ['auth'] } },
    async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(signer.jwks),
  );
}
