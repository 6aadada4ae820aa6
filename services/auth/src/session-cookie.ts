import type { FastifyReply, FastifyRequest } from 'fastify';

const THIRTY_DAYS = 30 * 24 * 3600;

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

/** The refresh token's cookie. */
export const sessionCookie = (publicUrl: string): SessionCookie =>
  secretCookie(publicUrl, 'haat-refresh', THIRTY_DAYS);

/** Out of scripts' reach and for our own pages. `__Host-` binds it to this very host, but exists over https only. */
export function secretCookie(publicUrl: string, plainName: string, maxAge: number): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? `__Host-${plainName}` : plainName;
  const attributes = { httpOnly: true, secure, sameSite: 'strict', path: '/' } as const;
  return {
    read: (request) => request.cookies[name],
    write: (reply, token) => {
      void reply.setCookie(name, token, { ...attributes, maxAge });
    },
    clear: (reply) => {
      void reply.clearCookie(name, attributes);
    },
  };
}
