import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Set by the gateway, whatever the client sent under this name; services are out of a client's reach. */
export const CLIENT_ADDRESS_HEADER = 'x-haat-client-address';

/** The address of who asks, as the gateway saw it. */
export function clientAddress(request: FastifyRequest): string {
  const told = request.headers[CLIENT_ADDRESS_HEADER];
  return typeof told === 'string' ? told : request.ip;
}

/** What counts as one client: an IPv4 address, or the /64 of an IPv6 one, which is what one household is given. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [bare = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = bare.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? 0 : tail.split(':').length + (tail.includes('.') ? 1 : 0);
    while (groups.length + rest < 8) groups.push('0');
    if (rest > 0) groups.push(...tail.split(':'));
  }
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}
