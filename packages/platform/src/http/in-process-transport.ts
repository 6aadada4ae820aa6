import type { HttpApp } from './http-app.ts';
import type { ServiceName, ServiceTransport } from './service-transport.ts';

export interface InProcessTransport extends ServiceTransport {
  connect(service: ServiceName, app: HttpApp): void;
  /** From now on the service does not answer, as if its process were gone. */
  disconnect(service: ServiceName): void;
}

/** Services of one process reach each other without a socket: same routes, same checks, same answers. */
export function createInProcessTransport(): InProcessTransport {
  const apps = new Map<ServiceName, HttpApp>();
  return {
    connect: (service, app) => {
      apps.set(service, app);
    },
    disconnect: (service) => {
      apps.delete(service);
    },
    async send(service, { method, path, headers, body }) {
      const app = apps.get(service);
      if (!app) throw new Error(`The service "${service}" is not up yet`);
      const answer = await app.inject({
        method,
        url: path,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers as Record<string, string | string[] | undefined>,
        body: answer.payload,
      };
    },
  };
}
