import { Agent, request as undiciRequest } from 'undici';

export type ServiceName =
  | 'auth'
  | 'catalog'
  | 'search'
  | 'inventory'
  | 'cart'
  | 'order'
  | 'payment'
  | 'seller'
  | 'notification'
  | 'analytics';

export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How one service reaches another: over HTTP in the cloud, by a direct call where one process hosts both. */
export interface ServiceTransport {
  /** @throws the transport's own error when no answer came */
  send(service: ServiceName, request: ServiceRequest): Promise<ServiceResponse>;
}

/** @param urls base URL a service, e.g. `http://inventory.haat.local:3000` */
export function createHttpTransport(urls: Partial<Record<ServiceName, string>>): ServiceTransport {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 30_000 });
  return {
    async send(service, request) {
      const base = urls[service];
      if (!base) throw new Error(`No URL is configured for the service "${service}"`);
      const answer = await undiciRequest(new URL(request.path, base), {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        dispatcher: agent,
        signal: AbortSignal.timeout(request.timeoutMs),
      });
      return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
    },
  };
}
