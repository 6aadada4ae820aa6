import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { NICE } from './nice.ts';
import { type StandInsRequest, startStandIns } from './stand-ins.ts';

if (process.platform === 'linux' && getPriority() < NICE) setPriority(NICE);
const standIns = await startStandIns(workerData as StandInsRequest);
const { close, ...urls } = standIns;
parentPort?.postMessage(urls);
parentPort?.once('message', () => {
  void close().finally(() => process.exit(0));
});
