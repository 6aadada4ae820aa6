import { isIPv4 } from 'node:net';
import { networkOf } from '@haat/platform/http/client-address.ts';
import Bowser from 'bowser';

const LONGEST_AGENT = 500;
export const UNKNOWN_DEVICE = 'Unknown device';

/** @returns e.g. 'Firefox on Windows': enough to know one's own by, and nothing to follow anybody by */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return UNKNOWN_DEVICE;
  const { browser, os } = Bowser.parse(userAgent.slice(0, LONGEST_AGENT));
  if (browser.name && os.name) return `${browser.name} on ${os.name}`;
  return browser.name || os.name || UNKNOWN_DEVICE;
}

/** @returns of an address what its network is known by: enough to tell home from elsewhere */
export function coarseNetworkOf(address: string): string {
  const network = networkOf(address);
  return isIPv4(network) ? network.replace(/\.\d+$/, '.*') : network.replace('::/64', ':*');
}
