import { getPriority, setPriority } from 'node:os';

/** A tenth of the weight of what is not nice (setpriority(2)): where no core is idle it is slow, and still goes on. */
export const NICE = 10;

/**
 * Lets this thread step back for those that are waited for. Linux alone counts niceness by thread: elsewhere the whole process
 * would step back, so there nothing happens.
 */
export function stepBackThisThread(): void {
  if (process.platform === 'linux' && getPriority() < NICE) setPriority(NICE);
}
