// node scripts/run.mjs FILE.ts ARGUMENTS: runs a script of this repository with the pinned Node.
import { checkNode, ensureInstalled, runPinned } from './bootstrap.mjs';

checkNode();
ensureInstalled();
runPinned(process.argv.slice(2), process.env.INIT_CWD ? { env: { ...process.env } } : {});
