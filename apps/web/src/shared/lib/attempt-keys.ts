import { useRef } from 'react';
import { ApiProblem } from './api-problem.ts';

/**
 * Keys under which attempts are made: the same while the answer to one may have been lost, so that the work is done
 * once. A refusal is stored under its key and would be all that another try gets, so that one gets a new key.
 */
export function useAttemptKeys() {
  const keys = useRef(new Map<string, string>());
  return async <Result>(what: unknown, attempt: (key: string) => Promise<Result>): Promise<Result> => {
    const name = JSON.stringify(what);
    const key = keys.current.get(name) ?? crypto.randomUUID();
    keys.current.set(name, key);
    try {
      const result = await attempt(key);
      keys.current.delete(name);
      return result;
    } catch (error) {
      if (isRefusal(error)) keys.current.delete(name);
      throw error;
    }
  };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.status >= 400 &&
  error.status < 500 &&
  error.code !== 'idempotency.in-flight';
