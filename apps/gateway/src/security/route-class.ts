/** What requests are counted together: what they cost us, or what a guesser gains by many of them. */
export type RouteClass = 'reads' | 'writes' | 'search' | 'checkout' | 'credentials' | 'lookup';

const CHECKOUT = /^\/v1\/(checkout\/|orders(\/[^/]+\/payment(\/(?:card|keep-card))?)?\/?$)/;

const PROVEN = /^\/v1\/auth\/(refresh|logout|me|sessions(\/[^/]+)?|login\/passkey\/options)\/?$/;

/** @returns undefined for what is not counted: files are cheap, a payment provider's deliveries must come through */
export function routeClassOf(method: string, path: string): RouteClass | undefined {
  if (path.startsWith('/graphql')) return 'search';
  if (!path.startsWith('/v1/') || path.startsWith('/v1/webhooks/')) return undefined;
  const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (reads) return path.startsWith('/v1/search') ? 'search' : 'reads';
  // They prove themselves by a cookie or a token, or give nothing but a challenge: nothing can be guessed by them.
  if (PROVEN.test(path)) return 'writes';
  if (path.startsWith('/v1/auth/')) return 'credentials';
  if (path.startsWith('/v1/orders/lookup')) return 'lookup';
  return CHECKOUT.test(path) ? 'checkout' : 'writes';
}

/** As the router reads it: without the query, and the same for every way to write it in per cent. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
