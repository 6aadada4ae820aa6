import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';
import type { Answer } from './threads.ts';

export type PasswordTask =
  | { readonly kind: 'hash'; readonly password: string; readonly parameters: Options }
  | { readonly kind: 'verify'; readonly stored: string; readonly password: string };

/** A tenth of the weight of what is not nice: where no core is idle, log-ins are slow, and still possible. */
const NICE = 10;

// Linux alone counts niceness by thread: elsewhere the whole process would step back.
if (process.platform === 'linux' && getPriority() < NICE) setPriority(NICE);

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
