import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { giveBackMemory } from '../give-back-memory.ts';
import { NICE } from './nice.ts';
import { type StandInsOrder, type StandInsRequest, startStandIns } from './stand-ins.ts';

if (process.platform === 'linux' && getPriority() < NICE) setPriority(NICE);
const standIns = await startStandIns(workerData as StandInsRequest);
const { close, ...urls } = standIns;
parentPort?.postMessage(urls);
parentPort?.on('message', (order: StandInsOrder) => {
  if (order === 'give back memory') giveBackMemory();
  else void close().finally(() => process.exit(0));
});
