import { AsyncLocalStorage } from 'node:async_hooks';

/** Follows one request or event through every await: what logs, events and outbound calls are marked with. */
export interface OperationContext {
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

const storage = new AsyncLocalStorage<OperationContext>();

export const currentContext = (): OperationContext | undefined => storage.getStore();
export const runInContext = <Result>(context: OperationContext, work: () => Result): Result =>
  storage.run(context, work);
