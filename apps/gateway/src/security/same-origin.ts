import { defineError } from '@haat/platform/errors/domain-error.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';

export const CrossSite = defineError(
  'http.cross-site',
  403,
  'Requests that change something are not taken from other sites.',
);

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page makes a browser send: cookies alone never authorize a change. Programs that are not
 * browsers send none of these headers and carry no cookies of ours.
 */
export function refuseCrossSite(app: HttpApp, publicUrl: string): void {
  const ownHost = new URL(publicUrl).host;
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method)) return;
    const site = request.headers['sec-fetch-site'];
    if (site === 'cross-site') throw CrossSite();
    const { origin } = request.headers;
    // Browsers without fetch metadata still name the origin.
    if (site === undefined && origin !== undefined && !isOwn(origin, [ownHost, request.headers.host]))
      throw CrossSite();
  });
}

function isOwn(origin: string, hosts: readonly (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
