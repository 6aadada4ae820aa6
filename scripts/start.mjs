import { checkNode, ensureInstalled, ensureWebBuilt, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
runPinned(['--env-file-if-exists=.env', 'apps/standalone/src/main.ts']);
