import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, ROOT, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
runPinned([...(existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : []), 'apps/standalone/src/main.ts']);
