import type { Service } from './service.ts';

/**
 * Runs one service as a process of its own: listens, tells when it is ready, drains on SIGTERM and SIGINT.
 * A failing start ends the process with code 1 and one line on the error stream.
 */
export async function runService(create: () => Promise<Service>): Promise<void> {
  let service: Service;
  try {
    service = await create();
    const { config, logger } = service.runtime;
    if (config.EVENTS_PROVISION) await service.provision();
    await service.start();
    const address = await service.http.listen({ host: config.HOST, port: config.PORT });
    logger.info({ address }, `${service.name} is ready`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
  const drain = () =>
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        service.runtime.logger.error({ err: error }, 'the stop was not clean');
        process.exit(1);
      },
    );
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
}
