import { parentPort } from 'node:worker_threads';
import { stepBackThisThread } from '@haat/platform/lifecycle/step-back.ts';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';
import type { Answer } from './threads.ts';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly password: string; readonly parameters: Options }
  | { readonly kind: 'verify'; readonly stored: string; readonly password: string };

// Where no core is idle, log-ins are slow, and still possible.
stepBackThisThread();

function answer(task: PasswordTask): Answer<string | boolean> {
  try {
    return {
      result:
        task.kind === 'hash'
          ? hashSync(task.password, task.parameters)
          : verifySync(task.stored, task.password),
    };
  } catch (error) {
    return { failure: String(error) };
  }
}

parentPort?.on('message', (task: PasswordTask) => parentPort?.postMessage(answer(task)));
