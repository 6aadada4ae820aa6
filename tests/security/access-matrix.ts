import type { AccessRule } from '@haat/platform/http/access.ts';
import type { RouteEntry } from '@haat/platform/http/http-app.ts';
import type { Identity } from './identities.ts';

/** Written out once more, and not read from the code that it checks: who may do what. */
const SELLERS: Readonly<Record<string, string>> = {
  owner: `store.read store.edit team.manage offers.read offers.edit stock.read stock.edit orders.read orders.fulfil
    returns.decide finance.read analytics.read`,
  manager: `store.read store.edit offers.read offers.edit stock.read stock.edit orders.read orders.fulfil returns.decide
    finance.read analytics.read`,
  fulfilment: 'orders.read orders.fulfil returns.decide stock.read stock.edit offers.read store.read',
  finance: 'orders.read finance.read analytics.read store.read',
};
const STAFF: Readonly<Record<string, string>> = {
  super: `admin.orders.read admin.orders.refund admin.catalogue.read admin.catalogue.import admin.reviews.moderate
    admin.sellers.read admin.sellers.manage admin.reports.resolve admin.customers.read admin.customers.manage admin.impersonate
    admin.staff.manage admin.audit.read admin.analytics.read admin.finance.read`,
  support: `admin.orders.read admin.customers.read admin.customers.manage admin.impersonate admin.sellers.read
    admin.reports.resolve admin.reviews.moderate`,
  catalogue: 'admin.catalogue.read admin.catalogue.import admin.reviews.moderate admin.sellers.read',
  finance: 'admin.orders.read admin.orders.refund admin.finance.read admin.analytics.read',
  analyst: 'admin.analytics.read',
};

const carries = (list: string | undefined, permission: string): boolean =>
  (list ?? '').split(/\s+/).includes(permission);

/** What must be answered before anything is done; undefined where the caller may go on to the handler. */
export function refusalOf(rule: AccessRule, who: Identity): readonly [number, string] | undefined {
  if (rule.kind === 'signed') return undefined;
  if (who.kind === 'no-good-token')
    return [401, rule.kind === 'service' ? 'auth.token-invalid' : (who.code ?? '')];
  if (rule.kind === 'service') {
    if (who.kind === 'service') return undefined;
    return [401, who.kind === 'anonymous' ? 'auth.required' : 'auth.token-invalid'];
  }
  if (who.kind === 'service') return [401, 'auth.token-invalid'];
  if (who.kind === 'user' && rule.inPerson && who.user?.impersonator) {
    return [403, 'auth.not-while-impersonating'];
  }
  if (rule.kind === 'public' || rule.kind === 'guest-or-user') return undefined;
  if (who.kind === 'anonymous') return [401, 'auth.required'];
  if (rule.kind === 'user') return undefined;
  const staff = rule.permission.startsWith('admin.');
  if (who.user?.audience !== (staff ? 'admin' : 'seller')) return [403, 'auth.wrong-audience'];
  const may = staff
    ? !who.user.impersonator && carries(STAFF[who.user.staffRole ?? ''], rule.permission)
    : carries(SELLERS[who.user.sellerRole ?? ''], rule.permission);
  return may ? undefined : [403, 'auth.forbidden'];
}

/** Of each service for those who run it; the gateway hands none of them on. */
export const OPERATIONAL: ReadonlySet<string> = new Set([
  '/health/live',
  '/health/ready',
  '/metrics',
  '/openapi.json',
]);

/** @returns routes whose rule does not fit the address that they are at, or that are open and not listed as such */
export function surfaceFaults(routes: readonly RouteEntry[], open: readonly string[]): string[] {
  const faults: string[] = [];
  for (const { method, url, access } of routes) {
    if (OPERATIONAL.has(url)) continue;
    const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
    const isPermission = access.kind === 'permission';
    if (url.startsWith('/internal/') !== (access.kind === 'service')) faults.push(`${name}: ${access.kind}`);
    else if (url.startsWith('/v1/admin/')) {
      if (!isPermission || !access.permission.startsWith('admin.'))
        faults.push(`${name}: not for staff alone`);
    } else if (url.startsWith('/v1/seller/')) {
      if (!isPermission || access.permission.startsWith('admin.'))
        faults.push(`${name}: not for sellers alone`);
    } else if (['public', 'guest-or-user', 'signed'].includes(access.kind) && !open.includes(name)) {
      faults.push(`${name}: open to everybody`);
    }
  }
  const there = new Set(routes.map(({ method, url }) => `${method} ${url}`));
  return [...faults, ...open.filter((name) => !there.has(name)).map((name) => `${name}: is not there`)];
}
