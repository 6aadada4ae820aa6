import { ConfigError } from '@haat/platform/config/load-config.ts';
import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { startStandalone } from './standalone.ts';

const started = performance.now();
const progress = (step: string) => console.log(`  ${step} …`);

try {
  const config = readConfig(process.env);
  const haat = await startStandalone(config, process.env, progress);
  console.log(banner(haat, config, performance.now() - started));
  setTimeout(haat.giveBackMemory, 5_000).unref();
  let stopping = false;
  const drain = () => {
    // Who asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    console.log('\n  Finishing what is in hand …');
    haat.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', drain);
  process.on('SIGTERM', drain);
} catch (error) {
  console.error(error instanceof ConfigError || process.env.LOG_LEVEL !== 'debug' ? lineOf(error) : error);
  process.exit(1);
}

function lineOf(error: unknown): string {
  return `Haat did not start. ${error instanceof Error ? error.message : String(error)}`;
}
