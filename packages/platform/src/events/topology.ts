import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { AnyEventDefinition } from '@haat/contracts/define-event.ts';

/** Deliveries before a message goes to the dead-letter queue. */
export const MAX_RECEIVES = 5;
/** Seconds a consumer has for a batch before the messages show again. */
export const VISIBILITY_SECONDS = 30;

/** What a service says of its events; the wiring here and the cloud stack both derive from it. */
export interface EventInterface {
  readonly service: string;
  readonly publishes: readonly AnyEventDefinition[];
  readonly consumes: readonly AnyEventDefinition[];
}

export const topicName = (prefix: string, service: string) => `${prefix}-${service}-events`;
export const queueName = (prefix: string, service: string) => `${prefix}-${service}`;
export const deadLetterQueueName = (prefix: string, service: string) => `${prefix}-${service}-dlq`;

/** The service that publishes an event is the first part of its name, unless it says otherwise. */
export const publishersOf = (definition: AnyEventDefinition): readonly string[] =>
  definition.publishers ?? [definition.name.split('.')[0] ?? ''];

/**
 * Creates a service's topic, queue, dead-letter queue and subscriptions where they do not exist; creating again
 * is harmless. In the cloud the CDK stack does this, and services only look the names up.
 */
export async function provision(
  clients: { sns: SNSClient; sqs: SQSClient },
  prefix: string,
  events: EventInterface,
): Promise<void> {
  const { sns, sqs } = clients;
  if (events.publishes.length > 0) {
    await sns.send(new CreateTopicCommand({ Name: topicName(prefix, events.service) }));
  }
  if (events.consumes.length === 0) return;

  const deadLetter = await createQueue(sqs, deadLetterQueueName(prefix, events.service), {
    MessageRetentionPeriod: String(14 * 24 * 3600),
  });
  const queue = await createQueue(sqs, queueName(prefix, events.service), {
    VisibilityTimeout: String(VISIBILITY_SECONDS),
    MessageRetentionPeriod: String(4 * 24 * 3600),
    // The consumer itself moves a message with its reason at MAX_RECEIVES; this catches a consumer that dies.
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetter.arn, maxReceiveCount: MAX_RECEIVES + 2 }),
  });
  const publishers = new Set(events.consumes.flatMap(publishersOf));
  for (const publisher of publishers) {
    const definitions = events.consumes.filter((each) => publishersOf(each).includes(publisher));
    const topic = await sns.send(new CreateTopicCommand({ Name: topicName(prefix, publisher) }));
    await sns.send(
      new SubscribeCommand({
        TopicArn: topic.TopicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: JSON.stringify({ type: definitions.map((definition) => definition.type) }),
        },
      }),
    );
  }
}

async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { url: QueueUrl ?? '', arn: Attributes?.QueueArn ?? '' };
}

/** @throws when the topic does not exist (CreateTopic answers with the ARN of an existing one) */
export async function findTopicArn(sns: SNSClient, prefix: string, service: string): Promise<string> {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: topicName(prefix, service) }));
  if (!TopicArn) throw new Error(`The topic of ${service} has no ARN`);
  return TopicArn;
}

/** @throws QueueDoesNotExist */
export async function findQueueUrl(sqs: SQSClient, name: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  if (!QueueUrl) throw new Error(`The queue ${name} has no URL`);
  return QueueUrl;
}

/** Messages of a queue that are not deleted yet: waiting, being handled or delayed. */
export async function queueDepth(sqs: SQSClient, url: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return (
    Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
    Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0) +
    Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0)
  );
}
