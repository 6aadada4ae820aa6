import { Worker, type WorkerOptions } from 'node:worker_threads';

/** What a thread posts for each task. */
export type Answer<Result> = { readonly result: Result } | { readonly failure: string };

export interface Threads<Task, Result> {
  /** Whoever calls bounds how many there are: each task that is under way has a thread for itself. */
  run(task: Task): Promise<Result>;
}

interface Thread<Result> {
  readonly worker: Worker;
  task: PromiseWithResolvers<Answer<Result>> | undefined;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Threads that begin when there is work and end when there was none for a while. An idle one keeps no process alive; one
 * that dies takes its own task with it, and the next task has a new one.
 * @param file posts one {@link Answer} for each message
 */
export function createThreads<Task, Result>(
  file: URL,
  { idleMs, ...options }: WorkerOptions & { readonly idleMs: number },
): Threads<Task, Result> {
  const resting: Thread<Result>[] = [];

  const begin = (): Thread<Result> => {
    const thread: Thread<Result> = { worker: new Worker(file, options), task: undefined, idle: undefined };
    thread.worker.on('message', (answer: Answer<Result>) => thread.task?.resolve(answer));
    thread.worker.on('error', (error) => thread.task?.reject(error));
    thread.worker.on('exit', (code) => {
      forget(thread);
      thread.task?.reject(new Error(`a thread ended with code ${code} before it answered`));
    });
    return thread;
  };
  const forget = (thread: Thread<Result>) => {
    clearTimeout(thread.idle);
    const at = resting.indexOf(thread);
    if (at !== -1) resting.splice(at, 1);
  };
  const rest = (thread: Thread<Result>) => {
    thread.task = undefined;
    thread.worker.unref();
    resting.push(thread);
    thread.idle = setTimeout(() => {
      forget(thread);
      void thread.worker.terminate();
    }, idleMs).unref();
  };

  return {
    async run(task) {
      // The one that came last: the others grow idle.
      const thread = resting.pop() ?? begin();
      clearTimeout(thread.idle);
      thread.task = Promise.withResolvers();
      thread.worker.ref();
      thread.worker.postMessage(task);
      const answer = await thread.task.promise;
      rest(thread);
      if ('failure' in answer) throw new Error(answer.failure);
      return answer.result;
    },
  };
}
