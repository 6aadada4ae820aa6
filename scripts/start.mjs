import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, ROOT, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
// A young generation between what saves memory (8) and what saves time (64).
const flags = ['--max-semi-space-size=24'];
runPinned([
  ...flags,
  ...(existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : []),
  'apps/standalone/src/main.ts',
]);
