import type { Role } from '@haat/contracts/http/auth.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import { Forbidden, Unauthenticated } from '../errors/domain-error.ts';

/** Who asks. Every repository method on owned data takes one, so that no query can forget the owner. */
export type Actor = AnonymousActor | UserActor | ServiceActor;

export interface AnonymousActor {
  readonly kind: 'anonymous';
}
export interface UserActor {
  readonly kind: 'user';
  readonly userId: UserId;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sellerId: SellerId | null;
}
/** Another service of the marketplace, acting for the system itself. */
export interface ServiceActor {
  readonly kind: 'service';
  readonly service: string;
}

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

export const isAdmin = (actor: Actor): actor is UserActor =>
  actor.kind === 'user' && actor.roles.includes('admin');

/** @throws auth.required, auth.forbidden */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw actor.kind === 'anonymous' ? Unauthenticated() : Forbidden();
}

/** @throws auth.required, auth.forbidden */
export function requireSeller(actor: Actor): UserActor & { readonly sellerId: SellerId } {
  const user = requireUser(actor);
  if (user.sellerId === null || !user.roles.includes('seller')) throw Forbidden();
  return { ...user, sellerId: user.sellerId };
}
