import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, ROOT, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
// Both at once: the stores and the seeding leave a core free.
void ensureWebBuilt();
// Under load each is worth 5 to 10 % of the orders a second: a young generation in which most of a request dies (it is
// given back when idle), no more collector threads than cores, and the program's own text in large pages (where the kernel
// has them). glibc keeps a heap a thread, up to eight a core, and gives none back; two are no slower here. The tests and
// the benchmark start it alike.
const runtime = JSON.parse(readFileSync(join(ROOT, 'scripts', 'runtime.json'), 'utf8'));
runPinned(
  [
    ...runtime.flags,
    ...(existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : []),
    'apps/standalone/src/main.ts',
  ],
  { env: { ...runtime.environment, ...process.env } },
);
