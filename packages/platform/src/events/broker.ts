import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface BrokerOptions {
  /** SNS and SQS at another place than AWS, e.g. the embedded broker. */
  readonly endpoint?: string | undefined;
  readonly region: string;
}

/** Credentials come from the SDK's own chain: environment, task role. */
export function createBrokerClients(options: BrokerOptions): { sns: SNSClient; sqs: SQSClient } {
  const common = {
    region: options.region,
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    maxAttempts: 4,
  };
  return { sns: new SNSClient(common), sqs: new SQSClient(common) };
}
