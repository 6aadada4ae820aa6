import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, ROOT, runPinned } from './bootstrap.mjs';
import { MEMORY_ENVIRONMENT, MEMORY_FLAGS } from './memory.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
runPinned(
  [
    ...MEMORY_FLAGS,
    ...(existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : []),
    'apps/standalone/src/main.ts',
  ],
  { env: { ...MEMORY_ENVIRONMENT, ...process.env } },
);
