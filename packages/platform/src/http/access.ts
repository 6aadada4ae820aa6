import {
  isStaffPermission,
  type Permission,
  SELLER_ROLE_PERMISSIONS,
  STAFF_ROLE_PERMISSIONS,
} from '@haat/contracts/permissions.ts';
import type { Actor, UserActor } from '../auth/actor.ts';
import { Forbidden, NotWhileImpersonating, Unauthenticated, WrongAudience } from '../errors/domain-error.ts';

/**
 * Who may call a route. `public`: anybody. `guest-or-user`: anybody, and the use case scopes what it reads and
 * writes by the guest's key or the user. `user`: anybody with an account. `permission`: whose role carries it, by a
 * token of the surface it belongs to. `service`: only another service. What a caller owns is checked
 * by the repositories, which take the actor.
 */
export type AccessRule = (
  | { readonly kind: 'public' }
  | { readonly kind: 'guest-or-user' }
  | { readonly kind: 'user' }
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'service' }
  /** The request proves itself by its own signature, e.g. a payment provider's webhook. */
  | { readonly kind: 'signed' }
) & {
  /** Closed to staff who act as the user: it would change who the user is, or bind them to pay. */
  readonly inPerson?: true;
};

export const PUBLIC: AccessRule = { kind: 'public' };
export const GUEST_OR_USER: AccessRule = { kind: 'guest-or-user' };
export const GUEST_OR_USER_IN_PERSON: AccessRule = { kind: 'guest-or-user', inPerson: true };
export const USER: AccessRule = { kind: 'user' };
export const USER_IN_PERSON: AccessRule = { kind: 'user', inPerson: true };
export const SERVICE: AccessRule = { kind: 'service' };
export const SIGNED: AccessRule = { kind: 'signed' };
export const permission = (name: Permission): AccessRule => ({ kind: 'permission', permission: name });
export const permissionInPerson = (name: Permission): AccessRule => ({ ...permission(name), inPerson: true });

/** `'GET /v1/orders/:id': USER`. A route that is missing here cannot be registered. */
export type AccessTable = Readonly<Record<`${string} ${'/' | '*'}${string}`, AccessRule>>;

/** @throws auth.required, auth.forbidden, auth.wrong-audience, auth.not-while-impersonating */
export function authorize(rule: AccessRule, actor: Actor): void {
  if (rule.inPerson && actor.kind === 'user' && actor.impersonator) throw NotWhileImpersonating();
  switch (rule.kind) {
    case 'public':
    case 'guest-or-user':
    case 'signed':
      return;
    case 'user':
      if (actor.kind === 'user') return;
      break;
    case 'permission':
      if (actor.kind !== 'user') break;
      if (actor.audience !== (isStaffPermission(rule.permission) ? 'admin' : 'seller')) throw WrongAudience();
      if (permits(actor, rule.permission)) return;
      break;
    case 'service':
      if (actor.kind === 'service') return;
      break;
  }
  throw actor.kind === 'anonymous' ? Unauthenticated() : Forbidden();
}

/** Whether the user's role carries the permission; staff permissions are never lent by acting as somebody. */
export function permits(user: UserActor, wanted: Permission): boolean {
  if (isStaffPermission(wanted)) {
    if (user.staffRole === null || user.impersonator) return false;
    return STAFF_ROLE_PERMISSIONS[user.staffRole].includes(wanted);
  }
  if (user.sellerRole === null || user.sellerId === null) return false;
  return SELLER_ROLE_PERMISSIONS[user.sellerRole].includes(wanted);
}
