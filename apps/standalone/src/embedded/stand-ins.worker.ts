import { parentPort, workerData } from 'node:worker_threads';
import { type StandInsRequest, startStandIns } from './stand-ins.ts';

const standIns = await startStandIns(workerData as StandInsRequest);
const { close, ...urls } = standIns;
parentPort?.postMessage(urls);
parentPort?.once('message', () => {
  void close().finally(() => process.exit(0));
});
