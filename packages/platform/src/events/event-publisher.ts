import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OutboxRow } from '../outbox/envelope.ts';

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
      const failed = await Promise.all(batches(rows).map((batch) => send(sns, topic, batch)));
      return failed.flat();
    },
  };
}

async function send(sns: SNSClient, topicArn: string, rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
  const answer = await sns.send(
    new PublishBatchCommand({
      TopicArn: topicArn,
      PublishBatchRequestEntries: rows.map((row, index) => ({
        Id: String(index),
        Message: row.envelope,
        MessageAttributes: { type: { DataType: 'String', StringValue: row.type } },
      })),
    }),
  );
  return (answer.Failed ?? []).flatMap((entry) => rows[Number(entry.Id)] ?? []);
}

function batches(rows: readonly OutboxRow[]): OutboxRow[][] {
  const result: OutboxRow[][] = [];
  let current: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row.envelope);
    if (current.length === MAX_ENTRIES || (current.length > 0 && bytes + size > MAX_BYTES)) {
      result.push(current);
      current = [];
      bytes = 0;
    }
    current.push(row);
    bytes += size;
  }
  if (current.length > 0) result.push(current);
  return result;
}
