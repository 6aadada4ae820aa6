import { UpstreamUnavailable } from '@haat/platform/errors/domain-error.ts';
import type { ServiceName, ServiceTransport } from '@haat/platform/http/service-transport.ts';
import DataLoader from 'dataloader';

/** Reads public resources of services; within one request, each only once however often it is asked for. */
export interface ServiceReader {
  /**
   * @returns null where the service answers 404
   * @throws http.upstream-unavailable
   */
  read<Resource>(service: ServiceName, path: string): Promise<Resource | null>;
}

export function createServiceReader(transport: ServiceTransport, requestId: string): ServiceReader {
  const loader = new DataLoader<string, unknown>((keys) =>
    Promise.all(
      keys.map(async (key) => {
        const [service = '', path = ''] = key.split(' ');
        const answer = await transport
          .send(service as ServiceName, {
            method: 'GET',
            path,
            headers: { 'x-request-id': requestId },
            timeoutMs: 3_000,
          })
          .catch(() => undefined);
        if (answer?.status === 404) return null;
        if (answer?.status !== 200) return UpstreamUnavailable({ service });
        return JSON.parse(answer.body) as unknown;
      }),
    ),
  );
  return {
    read: <Resource>(service: ServiceName, path: string) =>
      loader.load(`${service} ${path}`) as Promise<Resource | null>,
  };
}
