import { randomBytes } from 'node:crypto';
import { guestCartCookie } from '@haat/contracts/http/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GUEST_CART_SECONDS } from './domain/cart-owner.ts';

/** The guest's key to the cart: unguessable, out of reach of scripts. */
export interface GuestCookie {
  read(request: FastifyRequest): string | undefined;
  /** Gives the guest a new key. */
  issue(reply: FastifyReply): string;
  clear(reply: FastifyReply): void;
}

export function guestCookie(publicUrl: string): GuestCookie {
  const name = guestCartCookie(publicUrl);
  const attributes = {
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
  } as const;
  return {
    read: (request) => request.guestKey,
    issue: (reply) => {
      const key = randomBytes(24).toString('base64url');
      void reply.setCookie(name, key, { ...attributes, maxAge: GUEST_CART_SECONDS });
      return key;
    },
    clear: (reply) => {
      void reply.clearCookie(name, attributes);
    },
  };
}
