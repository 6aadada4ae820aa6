import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, ROOT, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
// A young generation between what saves memory (8 MB) and what saves time (64 MB). glibc keeps a heap a thread, up to
// eight a core, and gives none back; two are no slower here. The tests and the benchmark start it alike.
const memory = JSON.parse(readFileSync(join(ROOT, 'scripts', 'memory.json'), 'utf8'));
runPinned(
  [
    ...memory.flags,
    ...(existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : []),
    'apps/standalone/src/main.ts',
  ],
  { env: { ...memory.environment, ...process.env } },
);
