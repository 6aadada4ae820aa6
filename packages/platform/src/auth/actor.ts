import type { Audience, Role } from '@haat/contracts/http/auth.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
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
  /** The surface that the token is for. */
  readonly audience: Audience;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly sellerId: SellerId | null;
  readonly sellerRole: SellerRole | null;
  readonly staffRole: StaffRole | null;
  /** How they proved who they are (RFC 8176). */
  readonly amr: readonly string[];
  /** The member of staff who acts as this user; null when they act themselves. */
  readonly impersonator: { readonly userId: UserId; readonly email: string } | null;
}
/** Another service of the marketplace, acting for the system itself. */
export interface ServiceActor {
  readonly kind: 'service';
  readonly service: string;
}

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

/** @throws auth.required, auth.forbidden */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw actor.kind === 'anonymous' ? Unauthenticated() : Forbidden();
}

/** @throws auth.required, auth.forbidden */
export function requireSeller(actor: Actor): UserActor & { readonly sellerId: SellerId } {
  const user = requireUser(actor);
  if (user.sellerId === null || user.audience !== 'seller') throw Forbidden();
  return { ...user, sellerId: user.sellerId };
}
