import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';

/** Where the services are: in this process, or behind a URL each. */
export type Upstreams =
  | { readonly kind: 'in-process'; readonly services: ReadonlyMap<ServiceName, HttpApp> }
  | { readonly kind: 'http'; readonly urls: ReadonlyMap<ServiceName, string> };

/** A server of pages and APIs beside the services, e.g. the payment sandbox. */
export interface Mount {
  readonly prefix: `/${string}`;
  readonly upstream: string;
  /** Its routes do not know the prefix. */
  readonly stripPrefix: boolean;
}
