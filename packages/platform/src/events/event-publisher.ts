import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OutboxRow } from '../outbox/envelope.ts';
import { bodyOf, cut, type Pack, pack } from './message.ts';

/** SNS takes ten messages and 256 KiB a call. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 240 * 1024;

export interface EventPublisher {
  /** @returns those that the broker did not take; @throws when it could not be reached at all */
  publish(rows: readonly OutboxRow[]): Promise<OutboxRow[]>;
}

export function createSnsPublisher(sns: SNSClient, topicArn: () => Promise<string>): EventPublisher {
  return {
    async publish(rows) {
      const topic = await topicArn();
      const calls = cut(pack(rows), bytesOf, MAX_ENTRIES, MAX_BYTES);
      const failed = await Promise.all(calls.map((packs) => send(sns, topic, packs)));
      return failed.flat();
    },
  };
}

async function send(sns: SNSClient, topicArn: string, packs: readonly Pack[]): Promise<OutboxRow[]> {
  const answer = await sns.send(
    new PublishBatchCommand({
      TopicArn: topicArn,
      PublishBatchRequestEntries: packs.map((each, index) => ({
        Id: String(index),
        Message: bodyOf(each),
        MessageAttributes: { type: { DataType: 'String', StringValue: each.type } },
      })),
    }),
  );
  return (answer.Failed ?? []).flatMap((entry) => packs[Number(entry.Id)]?.rows ?? []);
}

const bytesOf = ({ rows }: Pack): number =>
  rows.reduce((sum, row) => sum + Buffer.byteLength(row.envelope), 0);
