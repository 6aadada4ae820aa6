import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMongoServer } from './server.ts';
import { Store } from './storage/store.ts';

export interface MongoServerHandle {
  /** For `new MongoClient(url)`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the development server on the documents of a data directory.
 * @param options.port 0, or none, takes a free one
 * @throws Error when another process uses the directory, or the port is taken
 */
export async function startEmbeddedMongo(options: {
  dataDir: string;
  port?: number;
  host?: string;
}): Promise<MongoServerHandle> {
  const host = options.host ?? '127.0.0.1';
  const store = new Store(options.dataDir);
  const { server, closeConnections } = createMongoServer(store);
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `mongodb://${host}:${port}/?directConnection=true`,
    port,
    async close() {
      closeConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}
