import { deadLetterQueueName, findQueueUrl, queueDepth, queueName } from '@haat/platform/events/topology.ts';
import type { Service } from '@haat/platform/lifecycle/service.ts';

/**
 * The embedded broker forgets its queues when it stops, so published events stay in the outboxes until they are known
 * to be consumed: when all queues are empty at once, dead-letter queues included, everything published before the look
 * at the first of them has had its effect. Consumption itself emits events, which are published after that.
 * @returns what looks once
 */
export function confirmingDrainedEvents(services: readonly Service[]): () => Promise<void> {
  const queues = services
    .filter(({ events }) => events.consumes.length > 0)
    .flatMap(({ runtime: { config, sqs }, events: { service } }) =>
      [queueName, deadLetterQueueName].map((nameOf) => ({
        sqs,
        name: nameOf(config.EVENTS_PREFIX, service),
        url: undefined as string | undefined,
      })),
    );
  return async () => {
    const before = new Date();
    for (const [index, queue] of queues.entries()) {
      queue.url ??= await findQueueUrl(queue.sqs, queue.name);
      if ((await queueDepth(queue.sqs, queue.url)) === 0) continue;
      // Most likely the first to be asked in vain the next time, too.
      queues.unshift(...queues.splice(index, 1));
      return;
    }
    for (const { outbox } of services) await outbox?.confirmPublishedBefore(before);
  };
}
