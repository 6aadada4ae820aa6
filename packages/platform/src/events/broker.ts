import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface BrokerOptions {
  /** SNS and SQS at another place than AWS, e.g. the embedded broker. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  /** The broker checks no signatures, so none are made: they are a third of what a call costs. */
  readonly unsigned?: boolean;
}

/** Credentials come from the SDK's own chain: environment, task role. */
export function createBrokerClients(options: BrokerOptions): { sns: SNSClient; sqs: SQSClient } {
  const common = {
    region: options.region,
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    maxAttempts: 4,
    // What a call goes through is put together once for each kind of call, not for each call.
    cacheMiddleware: true,
    ...(options.unsigned ? { signer: { sign: async <Request>(request: Request) => request } } : {}),
  };
  return { sns: new SNSClient(common), sqs: new SQSClient(common) };
}
