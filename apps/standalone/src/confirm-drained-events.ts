import { deadLetterQueueName, findQueueUrl, queueDepth, queueName } from '@haat/platform/events/topology.ts';
import type { Service } from '@haat/platform/lifecycle/service.ts';

/**
 * The embedded broker forgets its queues when it stops, so published events stay in the outboxes until they are known
 * to be consumed: when all queues are empty at once, dead-letter queues included, everything published before the look
 * at the first of them has had its effect. Consumption itself emits events, which are published after that.
 */
export async function confirmDrainedEvents(services: readonly Service[]): Promise<void> {
  const before = new Date();
  for (const { runtime, events } of services) {
    if (events.consumes.length === 0) continue;
    const prefix = runtime.config.EVENTS_PREFIX;
    for (const name of [queueName(prefix, events.service), deadLetterQueueName(prefix, events.service)]) {
      if ((await queueDepth(runtime.sqs, await findQueueUrl(runtime.sqs, name))) > 0) return;
    }
  }
  for (const { outbox } of services) await outbox?.confirmPublishedBefore(before);
}
