import type { FastifyReply, FastifyRequest } from 'fastify';

const THIRTY_DAYS = 30 * 24 * 3600;

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

/** The refresh token's cookie. `__Host-` binds it to this very host, but exists over https only. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-haat-refresh' : 'haat-refresh';
  const attributes = { httpOnly: true, secure, sameSite: 'strict', path: '/' } as const;
  return {
    read: (request) => request.cookies[name],
    write: (reply, token) => {
      void reply.setCookie(name, token, { ...attributes, maxAge: THIRTY_DAYS });
    },
    clear: (reply) => {
      void reply.clearCookie(name, attributes);
    },
  };
}
