import { parentPort, workerData } from 'node:worker_threads';
import { stepBackThisThread } from '@haat/platform/lifecycle/step-back.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import { type StandInsOrder, type StandInsRequest, startStandIns } from './stand-ins.ts';

// The services' thread is what all wait for.
stepBackThisThread();
const standIns = await startStandIns(workerData as StandInsRequest);
const { close, ...urls } = standIns;
parentPort?.postMessage(urls);
parentPort?.on('message', (order: StandInsOrder) => {
  if (order === 'give back memory') giveBackMemory();
  else void close().finally(() => process.exit(0));
});
