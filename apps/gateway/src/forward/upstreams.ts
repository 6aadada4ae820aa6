import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';

/** Where the services are: in this process, or behind a URL each. */
export type Upstreams =
  | { readonly kind: 'in-process'; readonly services: ReadonlyMap<ServiceName, HttpApp> }
  | { readonly kind: 'http'; readonly urls: ReadonlyMap<ServiceName, string> };

/** Something that is served beside the services, e.g. the payment sandbox's pages. */
export interface Mount {
  readonly prefix: `/${string}`;
  readonly app: { routing(request: IncomingMessage, response: ServerResponse): void };
  /** Its routes do not know the prefix. */
  readonly stripPrefix: boolean;
}
