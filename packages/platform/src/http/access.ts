import type { Role } from '@haat/contracts/http/auth.ts';
import type { Actor } from '../auth/actor.ts';
import { Forbidden, Unauthenticated } from '../errors/domain-error.ts';

/**
 * Who may call a route. `public`: anybody. `guest-or-user`: anybody, and the use case scopes what it reads and
 * writes by the guest's key or the user. `service`: only another service. What a caller owns is checked
 * by the repositories, which take the actor.
 */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'guest-or-user' }
  | { readonly kind: 'user' }
  | { readonly kind: 'role'; readonly roles: readonly Role[] }
  | { readonly kind: 'service' }
  /** The request proves itself by its own signature, e.g. a payment provider's webhook. */
  | { readonly kind: 'signed' };

export const PUBLIC: AccessRule = { kind: 'public' };
export const GUEST_OR_USER: AccessRule = { kind: 'guest-or-user' };
export const USER: AccessRule = { kind: 'user' };
export const SERVICE: AccessRule = { kind: 'service' };
export const SIGNED: AccessRule = { kind: 'signed' };
export const role = (...roles: Role[]): AccessRule => ({ kind: 'role', roles });

/** `'GET /v1/orders/:id': USER`. A route that is missing here cannot be registered. */
export type AccessTable = Readonly<Record<`${string} /${string}`, AccessRule>>;

/** @throws auth.required, auth.forbidden */
export function authorize(rule: AccessRule, actor: Actor): void {
  switch (rule.kind) {
    case 'public':
    case 'guest-or-user':
    case 'signed':
      return;
    case 'user':
      if (actor.kind === 'user') return;
      break;
    case 'role':
      if (actor.kind === 'user' && rule.roles.some((wanted) => actor.roles.includes(wanted))) return;
      break;
    case 'service':
      if (actor.kind === 'service') return;
      break;
  }
  throw actor.kind === 'anonymous' ? Unauthenticated() : Forbidden();
}
